"""What units and results mean, which rows are no measures, and unusual layouts."""

import docx
import pytest

from tests.measures.importing.files import (
    FULL,
    HEAD,
    PLAN,
    REST,
    TOPICS,
    add_table,
    codes,
    csv_text,
    measures,
    one,
    plan,
    read,
    saved,
    word,
)

KNOWN = [("สำนักปลัด", ["สำนักงานปลัด"]), ("กองคลัง", []), ("กองการศึกษา ศาสนาและวัฒนธรรม", [])]


class TestUnits:
    @pytest.mark.parametrize(
        ("written", "units"),
        [
            ("สำนักปลัด\nกองคลัง", ["สำนักปลัด", "กองคลัง"]),
            ("สำนักปลัด, กองคลัง", ["สำนักปลัด", "กองคลัง"]),
            ("สำนักปลัด/กองคลัง", ["สำนักปลัด", "กองคลัง"]),
            ("สำนักปลัดและกองคลัง", ["สำนักปลัด", "กองคลัง"]),
            ("สำนักปลัด,กองคลัง และ กองช่าง", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
            ("1. สำนักปลัด\n2. กองคลัง", ["สำนักปลัด", "กองคลัง"]),
            ("กองการศึกษา ศาสนาและวัฒนธรรม", ["กองการศึกษา ศาสนาและวัฒนธรรม"]),
            ("กองการศึกษา ศาสนา\nและวัฒนธรรม", ["กองการศึกษา ศาสนาและวัฒนธรรม"]),
            ("กองสาธารณสุขและสิ่งแวดล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
            ("กองสาธารณสุข\nและสิ่งแวดล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
            ("กองสาธารณสุขและสิ่งแวดล้อมและกองช่าง", ["กองสาธารณสุขและสิ่งแวดล้อม", "กองช่าง"]),
            ("กองยุทธศาสตร์และงบประมาณ/กองคลัง", ["กองยุทธศาสตร์และงบประมาณ", "กองคลัง"]),
            ("ทุกสำนัก/กอง", ["ทุกสำนัก/กอง"]),
            ("ทุกสำนัก / กอง", ["ทุกสำนัก/กอง"]),
            ("ทุกสำนัก/กอง และหน่วยตรวจสอบภายใน", ["ทุกสำนัก/กอง", "หน่วยตรวจสอบภายใน"]),
            ("ทุกกองและสำนักปลัด", ["ทุกสำนัก/กอง", "สำนักปลัด"]),
            ("สำนักปลัด (นายสมชาย ใจดี)", ["สำนักปลัด"]),
            ("สำนักปลัด\n(นางสาวสมศรี ดีใจ\nนักจัดการงานทั่วไป)", ["สำนักปลัด"]),
            ("กองคลัง (น.ส.ก ข), กองช่าง (นายค)", ["กองคลัง", "กองช่าง"]),
            ("นายสมชาย ใจดี (สำนักปลัด)", ["สำนักปลัด"]),
            ("สำนักปลัด โดย นายสมชาย ใจดี", ["สำนักปลัด"]),
            ("สำนักปลัด อบต.", ["สำนักปลัด อบต."]),
            ("งานนิติการ (สำนักปลัด)", ["งานนิติการ (สำนักปลัด)"]),
            ("สำนัก/กองที่เกี่ยวข้อง", ["สำนัก/กองที่เกี่ยวข้อง"]),
            ("-", []),
        ],
    )
    def test_units_are_split_and_people_are_none(self, written: str, units: list[str]) -> None:
        assert one(units=written)["units"] == units

    def test_unknown_units_need_a_decision(self) -> None:
        rows = plan(["1.1 ก", "ทำ", "เม.ย. 68", "สํานักงานปลัด, กองดับเพลิง, ทุกสำนัก/กอง"])
        result = read(rows, known_units=KNOWN)
        assert codes(result, decisions=True) == ["unknown_unit"]
        assert codes(read(rows)) == []

    def test_the_offices_name_behind_a_unit_makes_no_other_unit(self) -> None:
        rows = plan(["1.1 ก", "ทำ", "เม.ย. 68", "สำนักปลัด อบต.แห่ใต้, กองคลังองค์การบริหารส่วนตำบล"])
        result = read(rows, known_units=KNOWN)
        assert result.measures[0].units == ["สำนักปลัด", "กองคลัง"]

    def test_a_known_name_is_never_split(self) -> None:
        known = [("กองวิชาการ, แผนงาน/งบประมาณ และกองทุน", [])]
        rows = plan(["1.1 ก", "ทำ", "เม.ย. 68", f"{known[0][0]}, กองช่าง"])
        assert read(rows, known_units=known).measures[0].units == [known[0][0], "กองช่าง"]


class TestResults:
    def test_no_column_no_result(self) -> None:
        measure = one()
        assert (measure["output"], measure["outcome"]) == (None, None)

    def test_an_empty_cell_is_no_result_either(self) -> None:
        (measure,) = measures(csv_text([HEAD, [*FULL[:4], "-", ""]]))
        assert (measure["output"], measure["outcome"]) == (None, None)

    def test_lines_of_a_result_stay_lines(self) -> None:
        (measure,) = measures(csv_text([HEAD, [*FULL[:4], "- ก\n- ข", "ค"]]))
        assert measure["output"] == "- ก\n- ข"

    def test_the_kind_is_detected_or_told(self) -> None:
        report = csv_text([["รายงานผลการดำเนินการ ปีงบประมาณ 2568", *[""] * 5], HEAD, FULL])
        assert read(report).kind == "report"
        assert read(report, read_as="plan").kind == "plan"
        assert read(plan(["1.1 ก", *REST])).kind == "plan"
        assert read(plan(["1.1 ก", *REST]), read_as="report").kind == "report"

    def test_expectations_and_results_side_by_side(self) -> None:
        head = [*PLAN, "ผลผลิตที่คาดหวัง", "ผลการดำเนินงาน"]
        rows = csv_text([head, ["1.1 ก", *REST, "คู่มือ 1 เล่ม", "แจกแล้ว 20 เล่ม"]])
        assert read(rows, read_as="plan").measures[0].output == "คู่มือ 1 เล่ม"
        assert read(rows, read_as="report").measures[0].output == "แจกแล้ว 20 เล่ม"

    def test_the_output_of_the_development_plans_form(self) -> None:
        head = [*PLAN, "เป้าหมาย (ผลผลิตของโครงการ)", "ผลที่คาดว่าจะได้รับ"]
        (measure,) = measures(csv_text([head, ["1.1 ก", *REST, "อบรม 1 ครั้ง", "โปร่งใส"]]))
        assert (measure["output"], measure["outcome"]) == ("อบรม 1 ครั้ง", "โปร่งใส")

    def test_indicators_are_neither_measures_nor_outputs(self) -> None:
        head = [*PLAN, "ผลผลิต", "ตัวชี้วัดความสำเร็จ"]
        output = "คู่มือ 1 เล่ม\nตัวชี้วัดความสำเร็จ: ร้อยละ 80"
        rows = [
            ["1.1 ก", *REST, output, "ร้อยละ 80"],
            ["ตัวชี้วัดความสำเร็จ", "ร้อยละ 80"],
            ["ตัวชี้วัดความสำเร็จ : ร้อยละ 80"],
        ]
        result = read(plan(*rows, head=head))
        assert [m.output for m in result.measures] == ["คู่มือ 1 เล่ม"]
        assert len(result.skipped) == 2


class TestNoise:
    @pytest.mark.parametrize(
        "row",
        [
            ["รวม", "", "", "", "10,000"],
            ["รวมทั้งสิ้น 2 โครงการ", "", "", "", "10,000 บาท"],
            ["", "", "รวมเป็นเงิน", "", "๑๐,๐๐๐"],
            ["(ลงชื่อ) ......................... ผู้รายงาน"],
            ["ลงชื่อ..................ผู้จัดทำ", "", "ลงชื่อ..................ผู้อนุมัติ"],
            ["ผู้รายงาน", "", "ผู้ตรวจสอบ"],
            ["หมายเหตุ : ปรับได้ตามความเหมาะสม"],
            ["ข้อมูล ณ วันที่ 30 กันยายน 2568"],
            ["คะแนนเฉลี่ย", "", "", "", "92.15"],
            ["1", "2", "3", "4", "5"],
            ["หน้า 1/2"],
        ],
    )
    def test_rows_that_are_no_measures(self, row: list[str]) -> None:
        head = [*PLAN, "งบประมาณ"]
        result = read(plan(["1.1 ก", *REST, "5"], row, ["1.2 ข", *REST, "5"], head=head))
        assert [m.title for m in result.measures] == ["ก", "ข"]
        assert [m.steps for m in result.measures] == [["ทำ"], ["ทำ"]]
        assert len(result.skipped) == 1

    def test_the_names_below_signatures_are_no_measures(self) -> None:
        rows = [
            ["ก", *REST],
            ["ลงชื่อ........", "", "ลงชื่อ........"],
            ["(นายสมชาย ใจดี)", "", "(นางสมศรี ดี)"],
            ["นิติกรชำนาญการ", "", "นายกองค์การบริหารส่วนตำบลตัวอย่าง"],
        ]
        result = read(plan(*rows))
        assert len(result.measures) == 1
        assert len(result.skipped) == 3

    @pytest.mark.parametrize("title", ["รวมพลังต้านทุจริต", "ผู้ตรวจสอบพัสดุประจำปี", "ลงชื่อเข้าปฏิบัติงาน"])
    def test_measures_that_only_look_like_it(self, title: str) -> None:
        assert [m["title"] for m in measures(plan([title, *REST]))] == [title]

    def test_a_score_table_gives_nothing(self) -> None:
        scores = [["ที่", "รายการ", "คะแนนเต็ม", "ผลการประเมิน"], ["1", "การใช้งบประมาณ", "10", "9"]]
        with_plan = word([PLAN, ["1.1 ก", *REST]])
        assert len(measures(with_plan)) == 1
        for line in ("\n".join("\t".join(r) for r in table) for table in (scores,)):
            text = "\n".join(["\t".join(PLAN), "\t".join(["1.1 ก", *REST]), "", line])
            assert [m["title"] for m in measures(text)] == ["ก"]

    def test_misspellings_are_told_without_asking(self) -> None:
        result = read(plan(["1.1 จัดชื้อ", *REST]))
        assert codes(result, decisions=False) == ["misspelling"]
        assert codes(result, decisions=True) == []


class TestLayouts:
    def test_a_form_per_measure_has_its_heads_at_the_left(self) -> None:
        form = [["ชื่อโครงการ", "อบรม"], ["วิธีดำเนินการ", "1. ก 2. ข"], ["ระยะเวลา", "เม.ย. 68"]]
        (measure,) = measures(csv_text([*form, ["ผู้รับผิดชอบ", "กองคลัง"]]))
        assert (measure["title"], measure["steps"]) == ("อบรม", ["ก", "ข"])
        assert (measure["period_end"], measure["units"]) == ("2025-04", ["กองคลัง"])

    def test_columns_kept_apart_by_spaces(self) -> None:
        lines = ["   ".join(PLAN), "   ".join(["1.1 ก", *REST])]
        assert [m["units"] for m in measures("\n".join(lines))] == [["สำนักปลัด"]]

    def test_abbreviated_units_are_no_months(self) -> None:
        assert one(units="สป./กค./กช.")["units"] == ["สป.", "กค.", "กช."]

    def test_results_under_a_merged_head(self) -> None:
        head = ["ที่", "มาตรการ", "ขั้นตอน", "ผลการดำเนินงาน", "", "ปัญหา"]
        lower = ["", "", "", "ผลผลิต", "ผลลัพธ์", ""]
        page = (
            "<table><tr>"
            + "".join(f"<th rowspan=2>{h}</th>" for h in head[:3])
            + f"<th colspan=2>{head[3]}</th><th rowspan=2>{head[5]}</th></tr>"
            + "<tr>" + "".join(f"<th>{h}</th>" for h in lower if h) + "</tr>"
            + "<tr>" + "".join(f"<td>{c}</td>" for c in ["1", "ก", "ข", "ค", "ง", "-"]) + "</tr></table>"
        )  # fmt: skip
        (measure,) = measures(page)
        assert (measure["title"], measure["output"], measure["outcome"]) == ("ก", "ค", "ง")

    def test_empty_columns_between(self) -> None:
        rows = [
            ["", PLAN[0], "", PLAN[1], "", PLAN[2], PLAN[3]],
            ["", "1.1 ก", "", "ทำ", "", "เม.ย. 68", "กองคลัง"],
        ]
        assert [m["units"] for m in measures(csv_text(rows))] == [["กองคลัง"]]

    def test_the_plans_title_repeated_on_every_page_is_no_topic(self) -> None:
        title = "แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568"
        office = "องค์การบริหารส่วนตำบลตัวอย่าง"
        rows = [
            [title],
            [office],
            PLAN,
            [TOPICS[1]],
            ["ก", *REST],
            [f"{title} (ต่อ)"],
            [office],
            PLAN,
            ["ข", *REST],
        ]
        result = read(word(rows))
        assert [m.number for m in result.measures] == ["2.1", "2.2"]
        assert len(result.skipped) == 2

    @pytest.mark.parametrize(
        "title", ["แผนส่งเสริมคุณธรรม ปีงบประมาณ พ.ศ. ๒๕๖๗", "แผน ประจำปี 2567", "แผนประจำปีงบประมาณ ๖๗"]
    )
    def test_a_title_of_another_year_needs_a_decision(self, title: str) -> None:
        data = word([PLAN, ["1.1 ก", *REST]], before=[title])
        assert codes(read(data), decisions=True) == ["fiscal_year"]

    def test_a_title_that_names_last_year_beside_this_one_contradicts_nothing(self) -> None:
        lines = ["วิเคราะห์ผล ประจำปีงบประมาณ 2567", "ผล ประจำปีงบประมาณ 2567", "แผน ปีงบประมาณ 2568"]
        assert codes(read(word([PLAN, ["1.1 ก", *REST]], before=lines)), decisions=True) == []

    def test_a_topic_column_of_numbers(self) -> None:
        rows = [["3", "ก", *REST], ["๓", "ข", *REST], ["5", "ค", *REST]]
        found = measures(plan(*rows, head=["ประเด็นที่", *PLAN]))
        assert [m["number"] for m in found] == ["3.1", "3.2", "5.1"]

    def test_a_measure_that_says_it_is_one(self) -> None:
        assert one(title="มาตรการ 1.2 ก")["number"] == "1.2"
        assert one(title="โครงการ 5 ส")["title"] == "โครงการ 5 ส"

    def test_a_lone_step_in_the_first_column_is_no_topic(self) -> None:
        head = ["ขั้นตอน", "โครงการ", "ระยะเวลา", "ผู้รับผิดชอบ"]
        rows = [
            ["1. ร่าง", "ก", "เม.ย. 68", "กองคลัง"],
            ["2. เวียน"],
            ["1. จัด", "ข", "พ.ค. 68", "กองคลัง"],
        ]
        assert [m["steps"] for m in measures(plan(*rows, head=head))] == [["ร่าง", "เวียน"], ["จัด"]]

    def test_a_score_table_below_the_plan_in_one_sheet_gives_nothing(self) -> None:
        scores = [["ตัวชี้วัด", "คะแนน 2567", "ระดับ"], ["การใช้อำนาจ", "90.5", "A"], ["รวม", "90.5"]]
        again = [PLAN, ["1.2 ข", *REST]]
        result = read(plan(["1.1 ก", *REST], *scores, *again))
        assert [m.title for m in result.measures] == ["ก", "ข"]
        assert len(result.skipped) == 3

    def test_a_page_number_between_tables_does_not_cut_a_measure(self) -> None:
        document = docx.Document()
        add_table(document, [PLAN, ["1.1 ก", "1. ร่าง", *REST[1:]]])
        document.add_paragraph("- 2 -")
        add_table(document, [PLAN, ["", "2. เวียน", "", ""], ["1.2 ข", *REST]])
        assert [m["steps"] for m in measures(saved(document))] == [["ร่าง", "เวียน"], ["ทำ"]]
