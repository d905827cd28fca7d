"""What columns, topics, numbers, steps and periods mean."""

import itertools

import pytest

from tests.measures.importing.files import (
    FULL,
    HEAD,
    PLAN,
    REST,
    TOPICS,
    codes,
    csv_text,
    measures,
    one,
    plan,
    read,
    word,
)


class TestColumns:
    @pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::61])
    def test_any_order(self, order: tuple[int, ...]) -> None:
        (measure,) = measures(csv_text([[HEAD[at] for at in order], [FULL[at] for at in order]]))
        assert (measure["number"], measure["title"]) == ("1.1", "จัดทำคู่มือ")
        assert measure["steps"] == ["ร่าง", "เวียน"]
        assert (measure["period_text"], measure["units"]) == ("เม.ย. 68", ["กองคลัง"])
        assert (measure["output"], measure["outcome"]) == ("คู่มือ 1 เล่ม", "ดีขึ้น")

    @pytest.mark.parametrize(
        ("meaning", "heads"),
        [
            ("title", ["มาตรการ", "โครงการ", "กิจกรรม", "ชื่อโครงการ/กิจกรรม", "แผนงาน/โครงการ", "มาตรการ/แนวทาง", "โครงการ / กิจกรรม / มาตรการ", "มาตรการ โครงการ หรือกิจกรรมที่ดำเนินการ"]),
            ("steps", ["วิธีดำเนินการ", "ขั้นตอนการดำเนินการ", "ขั้นตอน/วิธีการปฏิบัติ", "แนวทางการดำเนินงาน", "วิธีการดำเนินงาน", "กระบวนการดำเนินงาน", "รายละเอียดการดำเนินการ", "การดำเนินการ"]),
            ("period", ["ระยะเวลา", "ระยะเวลาดำเนินการ", "ช่วงระยะเวลาในการดำเนินการ", "กำหนดการ", "ปฏิทินการดำเนินงาน", "กรอบระยะเวลา", "ห้วงเวลาดำเนินการ", "กำหนดแล้วเสร็จ", "วัน เดือน ปี"]),
            ("units", ["ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบหลัก", "ส่วนราชการที่รับผิดชอบ", "กอง/สำนัก", "หน่วยงานเจ้าภาพ", "ผู้รับผิดชอบ/ผู้เกี่ยวข้อง"]),
            ("output", ["ผลผลิต", "ผลผลิต (Output)", "ผลการดำเนินการ", "ผลการดำเนินงาน (output)", "Output", "ผลการปฏิบัติ"]),
            ("outcome", ["ผลลัพธ์", "ผลลัพธ์ (Outcome)", "ผลสัมฤทธิ์", "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (outcome/result)", "ผลที่คาดว่าจะได้รับ"]),
        ],
    )  # fmt: skip
    def test_by_meaning(self, meaning: str, heads: list[str]) -> None:
        places = ["title", "steps", "period", "units", "output", "outcome"]
        for head in heads:
            row = [head if place == meaning else HEAD[at] for at, place in enumerate(places)]
            (measure,) = measures(csv_text([row, FULL]))
            assert measure["title"] == "จัดทำคู่มือ", head
            assert measure["steps"] == ["ร่าง", "เวียน"], head
            assert (measure["period_end"], measure["units"]) == ("2025-04", ["กองคลัง"]), head
            assert (measure["output"], measure["outcome"]) == ("คู่มือ 1 เล่ม", "ดีขึ้น"), head

    @pytest.mark.parametrize(
        "head",
        ["งบประมาณ", "หมายเหตุ", "ตัวชี้วัด", "ตัวชี้วัดความสำเร็จ", "ค่าเป้าหมาย", "สถานะ", "ปัญหา/อุปสรรค", "ข้อเสนอแนะ", "วัตถุประสงค์", "เอกสารหลักฐาน", "ร้อยละ", "คะแนน", "จำนวนโครงการ", "XYZ"],
    )  # fmt: skip
    def test_columns_of_no_use_give_nothing(self, head: str) -> None:
        (measure,) = measures(csv_text([[*PLAN, head], ["1.1 ก", *REST, "100"]]))
        assert (measure["output"], measure["outcome"]) == (None, None)
        assert "100" not in str(measure)

    def test_how_a_measure_is_followed_up(self) -> None:
        for head in (
            "วิธีติดตาม", "วิธีการติดตามผล", "การกำกับติดตาม", "การกำกับ ติดตาม และการรายงานผล", "การติดตามและประเมินผล",
            "แนวทางการกำกับติดตาม/ประเมินผล", "วิธีการกำกับและติดตามความก้าวหน้า", "ติดตามประเมินผล", "การรายงานผล", "Follow-up",
        ):  # fmt: skip
            (measure,) = measures(csv_text([[*HEAD, head], [*FULL, "รายงานทุกไตรมาส"]]))
            assert measure["follow_up"] == "รายงานทุกไตรมาส", head
            assert (measure["steps"], measure["outcome"]) == (["ร่าง", "เวียน"], "ดีขึ้น"), head
        for head in ("ผู้ติดตาม", "ผลการติดตาม", "วิธีดำเนินการ", "รายงานผลการดำเนินการ"):
            (measure,) = measures(csv_text([[*PLAN, head], ["1.1 ก", *REST, "รายงานทุกไตรมาส"]]))
            assert measure["follow_up"] is None, head

    def test_activities_beside_projects_are_the_steps(self) -> None:
        for head in ("กิจกรรม", "กิจกรรม/วิธีดำเนินการ", "กิจกรรม/ขั้นตอน"):
            row = ["ที่", "โครงการ", head, "ระยะเวลา", "ผู้รับผิดชอบ"]
            (measure,) = measures(csv_text([row, ["1", "อบรม", "1. ก 2. ข", "เม.ย. 68", "กองคลัง"]]))
            assert (measure["title"], measure["steps"]) == ("อบรม", ["ก", "ข"])

    def test_columns_numbered_below_the_head_are_no_measure(self) -> None:
        rows = [PLAN, ["(1)", "(2)", "(3)", "(4)"], ["1.1 ก", *REST]]
        assert len(measures(csv_text(rows))) == 1

    def test_two_columns_of_one_meaning_need_a_decision(self) -> None:
        result = read(csv_text([[*PLAN, "ระยะเวลา"], ["1.1 ก", *REST, "พ.ค. 68"]]))
        assert codes(result, decisions=True) == ["duplicate_header"]


class TestTopics:
    @pytest.mark.parametrize(
        "form",
        ["{}", "๑. {}", "1.{}", "(1) {}", "๑) {}", "1 {}", "ประเด็นที่ ๑ {}", "ประเด็นที่ 1 : {}", "ประเด็น {}", "ด้านที่ 1 {}", "ด้าน{}", "มิติที่ ๑ {}", "หัวข้อที่ 1 {}", "ประเด็นการประเมินที่ 1 {}", "{} (ต่อ)", "ประเด็นที่ ๑"],
    )  # fmt: skip
    def test_a_row_of_its_own_in_any_form(self, form: str) -> None:
        line = form.format(TOPICS[0])
        for data in (word([PLAN, [line], ["ก", *REST]]), plan([line], ["ก", *REST])):
            assert [(m["topic"], m["number"]) for m in measures(data)] == [(1, "1.1")]

    def test_the_wording_decides_where_the_number_is_another(self) -> None:
        found = measures(plan([f"1. {TOPICS[4]}"], ["ก", *REST]))
        assert found[0]["topic"] == 5

    def test_a_wording_that_was_shortened_or_slightly_changed(self) -> None:
        words = "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณ และการจัดซื้อ จัดจ้าง"
        found = measures(plan([TOPICS[3][:30]], ["ก", *REST], [words], ["ข", *REST]))
        assert [m["topic"] for m in found] == [4, 5]

    def test_topics_of_the_files_own(self) -> None:
        rows = [["มิติที่ 1 สังคมสุจริต"], ["ก", *REST], ["มิติที่ 2 ราชการโปร่งใส"], ["ข", *REST]]
        assert [m["topic"] for m in measures(word([PLAN, *rows]))] == [1, 2]

    def test_a_number_column_that_counts_topics_and_measures(self) -> None:
        head = ["ที่", *PLAN]
        rows = [["1", TOPICS[0]], ["1.1", "ก", *REST], ["2", TOPICS[1]], ["2.1", "ข", *REST]]
        found = measures(plan(*rows, head=head))
        assert [(m["topic"], m["number"], m["title"]) for m in found] == [
            (1, "1.1", "ก"),
            (2, "2.1", "ข"),
        ]

    @pytest.mark.parametrize("again", ["", TOPICS[2], f"๓. {TOPICS[2]}"])
    def test_a_column_of_its_own(self, again: str) -> None:
        head = ["ประเด็น", *PLAN]
        rows = [
            [f"ประเด็นที่ ๓ {TOPICS[2]}", "ก", *REST],
            [again, "ข", *REST],
            [TOPICS[6], "ค", *REST],
        ]
        found = measures(plan(*rows, head=head))
        assert [m["number"] for m in found] == ["3.1", "3.2", "7.1"]

    def test_a_topic_repeated_on_the_next_page_stays_one_topic(self) -> None:
        rows = [[TOPICS[0]], ["ก", *REST], PLAN, [f"๑. {TOPICS[0]} (ต่อ)"], ["ข", *REST]]
        assert [m["number"] for m in measures(plan(*rows))] == ["1.1", "1.2"]

    def test_a_measure_without_topic_is_told(self) -> None:
        result = read(plan(["ก", *REST]))
        assert result.measures[0].topic is None
        assert codes(result, decisions=False) == ["no_topic"]


class TestNumbersAndTitles:
    @pytest.mark.parametrize(
        ("written", "number"),
        [("1.1 ก", "1.1"), ("๑.๑ ก", "1.1"), ("๑.1ก", "1.1"), ("(1.2) ก", "1.2"), ("1.3) ก", "1.3"), ("1.4. ก", "1.4"), ("ข้อ ๑.๕ ก", "1.5"), ("มาตรการที่ 1.6 : ก", "1.6"), ("1.7 – ก", "1.7"), ("๑.๑๐ ก", "1.10"), ("1.1.1 ก", "1.1.1"), ("3. ก", "3"), ("๓) ก", "3"), ("โครงการที่ 4 ก", "4")],
    )  # fmt: skip
    def test_numbers_are_taken_off(self, written: str, number: str) -> None:
        measure = one(title=written)
        assert (measure["number"], measure["title"]) == (number, "ก")

    @pytest.mark.parametrize("title", ["5ส ในสำนักงาน", "1 ตำบล 1 ผลิตภัณฑ์", "2568 ปีแห่งความโปร่งใส"])
    def test_numbers_that_belong_to_the_title_stay(self, title: str) -> None:
        assert one(title=title)["title"] == title

    def test_missing_numbers_come_from_the_order(self) -> None:
        rows = [[TOPICS[0]], ["ก", *REST], ["ข", *REST], [TOPICS[2]], ["ค", *REST]]
        assert [m["number"] for m in measures(plan(*rows))] == ["1.1", "1.2", "3.1"]
        assert [m["number"] for m in measures(plan(["ก", *REST], ["ข", *REST]))] == ["1", "2"]

    def test_a_derived_number_is_none_that_the_file_uses(self) -> None:
        rows = [[TOPICS[0]], ["ก", *REST], ["1.1 ข", *REST]]
        result = read(plan(*rows))
        assert [m.number for m in result.measures] == ["1.2", "1.1"]
        assert codes(result, decisions=True) == []

    @pytest.mark.parametrize("second", ["1", "2"])
    def test_one_count_through_all_topics_or_anew_in_each(self, second: str) -> None:
        rows = [["", TOPICS[0]], ["1", "ก", *REST], ["", TOPICS[1]], [second, "ข", *REST]]
        found = measures(plan(*rows, head=["ลำดับ", *PLAN]))
        assert [m["number"] for m in found] == ["1.1", "2.1"]

    def test_a_number_twice_needs_a_decision(self) -> None:
        result = read(plan(["1.1 ก", *REST], ["1.1 ข", *REST]))
        assert codes(result, decisions=True) == ["duplicate_number"]

    def test_a_number_tells_the_topic(self) -> None:
        assert one(title="๔.๒ ก")["topic"] == 4


class TestSteps:
    @pytest.mark.parametrize(
        "written",
        ["1. ก 2. ข", "1.ก\n2.ข", "๑. ก\n๒. ข", "1) ก 2) ข", "(๑) ก (๒) ข", "- ก\n- ข", "• ก • ข", "ก\nข", "1.1 ก\n1.2 ข", "ขั้นตอนที่ 1 ก\nขั้นตอนที่ 2 ข", "ข้อ ๑ ก ข้อ ๒ ข", "ก. ก\nข. ข", "a) ก\nb) ข", "① ก\n② ข", "1. ก\n1. ข", "2. ก\n3. ข", "➢ ก\n➢ ข", "1 . ก 2 . ข", "1/ ก\n2/ ข"],
    )  # fmt: skip
    def test_numbers_and_bullets_are_taken_off(self, written: str) -> None:
        assert one(steps=written)["steps"] == ["ก", "ข"]

    def test_numbers_inside_a_step_stay(self) -> None:
        steps = one(steps="1. แจ้ง ปปช. 1.5 ครั้ง 2. เผยแพร่ปี 2568 จำนวน 3 ช่องทาง")["steps"]
        assert steps == ["แจ้ง ปปช. 1.5 ครั้ง", "เผยแพร่ปี 2568 จำนวน 3 ช่องทาง"]

    def test_steps_of_a_step_are_steps(self) -> None:
        assert one(steps="1. ก\n  1.1 ข\n  1.2 ค\n2. ง")["steps"] == ["ก", "ข", "ค", "ง"]

    def test_a_wrapped_line_belongs_to_its_step(self) -> None:
        assert one(steps="1. จัดทำ\nคู่มือ\n2. เวียน")["steps"] == ["จัดทำ คู่มือ", "เวียน"]

    def test_one_row_per_step(self) -> None:
        rows = [["1.1 ก", "1. ร่าง", "ต.ค. 67", "กองคลัง"], ["", "2. เวียน", "พ.ย. 67", "กองช่าง"]]
        (measure,) = measures(plan(*rows))
        assert measure["steps"] == ["ร่าง", "เวียน"]
        assert (measure["period_start"], measure["period_end"]) == ("2024-10", "2024-11")
        assert measure["units"] == ["กองคลัง", "กองช่าง"]

    def test_one_row_per_step_below_a_title_on_its_own(self) -> None:
        rows = [["ก"], ["", "1. ร่าง", *REST[1:]], ["", "2. เวียน"], ["ข"], ["", "1. จัด", *REST[1:]]]
        assert [m["steps"] for m in measures(plan(*rows))] == [["ร่าง", "เวียน"], ["จัด"]]

    def test_one_row_per_step_filled_down(self) -> None:
        rows = [["1.1 ก", "ร่าง", *REST[1:]], ["1.1 ก", "เวียน", *REST[1:]], ["1.2 ข", *REST]]
        found = measures(plan(*rows))
        assert [m["steps"] for m in found] == [["ร่าง", "เวียน"], ["ทำ"]]
        assert found[0]["units"] == ["สำนักปลัด"]


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("เมษายน ๖๘", "2025-04", "2025-04"),
            ("ต.ค. 67 – ก.ย. 68", "2024-10", "2025-09"),
            ("1 ตุลาคม 2567 - 30 กันยายน 2568", "2024-10", "2025-09"),
            ("ไตรมาสที่ 2", "2025-01", "2025-03"),
            ("ภายใน 31 มี.ค. 68", None, "2025-03"),
            ("ตลอดปีงบประมาณ", "2024-10", "2025-09"),
            ("เดือนละ 1 ครั้ง", None, None),
            ("ทุกไตรมาส", None, None),
            ("ต.ค. 67, ม.ค. 68 และ เม.ย. 68", "2024-10", "2025-04"),
            ("เมษายน\n๖๘", "2025-04", "2025-04"),
            ("เม.ย. 2๕68", "2025-04", "2025-04"),
        ],
    )
    def test_common_forms(self, text: str, start: str | None, end: str | None) -> None:
        measure = one(period=text)
        assert (measure["period_start"], measure["period_end"]) == (start, end)

    def test_the_text_stays_as_written(self) -> None:
        assert one(period="ภายใน ๓๑ มี.ค. ๖๘")["period_text"] == "ภายใน ๓๑ มี.ค. ๖๘"

    def test_what_is_not_understood_is_told(self) -> None:
        result = read(plan(["1.1 ก", "ทำ", "เร็วๆ นี้", "กองคลัง"]))
        assert codes(result) == ["period_unknown"]

    def test_a_period_outside_the_year_is_told(self) -> None:
        rows = [["1.1 ก", *REST], ["1.2 ข", "ทำ", "ต.ค. 68", "กองคลัง"]]
        assert codes(read(plan(*rows))) == ["period_outside_year"]

    def test_a_file_of_another_year_needs_a_decision(self) -> None:
        rows = [["1.1 ก", "ทำ", "เม.ย. 67", "ก"], ["1.2 ข", "ทำ", "พ.ค. 67", "ก"]]
        assert codes(read(plan(*rows)), decisions=True) == ["fiscal_year"]
        titled = plan(
            ["แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"], PLAN, ["1.1 ก", "ทำ", "เม.ย.", "ก"]
        )
        titled = titled.split("\r\n", 1)[1]
        assert codes(read(titled), decisions=True) == ["fiscal_year"]
        assert codes(read(titled, fiscal_year=2569), decisions=True) == []
