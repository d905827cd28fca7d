"""CSV, TSV, pasted text and HTML; encodings; damage by converters."""

import pytest

from tests.measures.importing.files import (
    HEAD,
    TOPICS,
    codes,
    csv_text,
    html_table,
    measures,
    read,
)

ROW = ["๑.๑ จัดทำคู่มือ", "1. ร่าง\n2. เวียน", "เม.ย. ๖๘", "สำนักปลัด", "คู่มือ 1 เล่ม", "เข้าถึงง่าย"]
EMPTY = [""] * 5
ROWS = [HEAD, [f"๑. {TOPICS[0]}", *EMPTY], ROW, ["๑.2 ประชุม", "จัด", *ROW[2:]]]
EXPECTED = [("1.1", "จัดทำคู่มือ", ["ร่าง", "เวียน"]), ("1.2", "ประชุม", ["จัด"])]


def brief(data: bytes | str, name: str = "") -> list[tuple[str, str, list[str]]]:
    return [(m["number"], m["title"], m["steps"]) for m in measures(data, name)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator(encoding: str, separator: str) -> None:
    assert brief(csv_text(ROWS, separator).encode(encoding), "plan.csv") == EXPECTED


def test_a_utf_16_file_with_a_byte_more_than_whole_is_read() -> None:
    assert brief(csv_text(ROWS).encode("utf-16") + b"\n") == EXPECTED


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending(ending: str) -> None:
    text = csv_text([HEAD, ["1.1 ก", "ทำ", *ROW[2:]]]).replace("\r\n", ending)
    assert brief(text.encode()) == [("1.1", "ก", ["ทำ"])]


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert brief("sep=;\r\n" + csv_text(ROWS, ";")) == EXPECTED


def test_the_thai_word_for_commas_in_quoted_cells_stays_in_them() -> None:
    (measure,) = measures(csv_text([HEAD, [*ROW[:4], "คู่มือ 1 เล่ม, ประกาศ 1 ฉบับ", ROW[5]]]))
    assert measure["output"] == "คู่มือ 1 เล่ม, ประกาศ 1 ฉบับ"


def test_lines_before_and_after_the_table_of_a_csv_file() -> None:
    before = [["แผนส่งเสริมคุณธรรม ปีงบประมาณ 2568", *EMPTY], [""] * 6]
    after = [[""] * 6, ["หมายเหตุ: ปรับได้ตามความเหมาะสม", *EMPTY], ["(ลงชื่อ)..........", *EMPTY]]
    result = read(csv_text([*before, *ROWS, *after]))
    assert len(result.measures) == 2
    assert len(result.skipped) == 2


def test_text_pasted_from_word_with_tabs() -> None:
    text = "แผนของเรา\n" + "\n".join("\t".join(c.replace("\n", " ") for c in r) for r in ROWS)
    assert brief(text) == EXPECTED


def test_text_pasted_from_excel_with_quoted_line_breaks() -> None:
    text = "\n".join("\t".join(f'"{c}"' if "\n" in c else c for c in row) for row in ROWS)
    assert brief(text) == EXPECTED


def test_a_markdown_table_is_read() -> None:
    rows = [[c.replace("\n", "<br>") for c in row] for row in ROWS]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * 6)
    assert brief("\n".join(lines)) == EXPECTED


def test_a_page_is_read() -> None:
    rows = [[c.replace("\n", " ") for c in row] for row in ROWS]
    assert brief(html_table(rows).encode()) == EXPECTED


def test_merged_cells_of_a_page() -> None:
    head = "".join(f"<th>{h}</th>" for h in HEAD)
    cells = "".join(f"<td rowspan=2>{c}</td>" for c in ROW[2:])
    page = (
        f"<table><tr>{head}</tr><tr><td colspan='6'>{TOPICS[3]}</td></tr>"
        f"<tr><td rowspan=2>4.1 จัดทำ</td><td>1. ร่าง</td>{cells}</tr><tr><td>2. เวียน</td></tr></table>"
    )
    (measure,) = measures(page)
    assert (measure["topic"], measure["steps"]) == (4, ["ร่าง", "เวียน"])


def test_lists_in_a_cell_are_steps() -> None:
    page = html_table([HEAD, ["1.1 ก", "@", *ROW[2:]]])
    for cell in ("<ol><li>ร่าง<li>เวียน</ol>", "<ul><li>ร่าง</li><li>เวียน</li></ul>"):
        assert brief(page.replace("@", cell)) == [("1.1", "ก", ["ร่าง", "เวียน"])]
    assert brief(page.replace("@", "<p>ร่าง</p><p>เวียน</p>"))[0][2] == ["ร่าง", "เวียน"]
    assert brief(page.replace("@", "ร่าง<br/>เวียน"))[0][2] == ["ร่าง", "เวียน"]


def test_hidden_and_deleted_parts_of_a_page_stay_out() -> None:
    page = html_table([HEAD, ["1.1 ก", "ร่าง<x>", *ROW[2:]], ["1.2 ข", *ROW[1:]]])
    page = page.replace("&lt;x&gt;", "<del>ลบ</del><ins>คู่มือ</ins><span hidden>ซ่อน</span>")
    page = page.replace("<tr><td>1.2", "<tr style='display: none'><td>1.2")
    result = read(page)
    assert [m.steps for m in result.measures] == [["ร่างคู่มือ"]]
    assert result.skipped == ["hidden rows: 1"]


def test_hidden_columns_of_a_page_are_counted() -> None:
    cells = "".join(f"<td>{c}</td>" for c in ROW)
    heads = "".join(f"<td>{c}</td>" for c in HEAD)
    hidden = "<td style='display:none'>ลับ</td>"
    page = f"<table><tr>{hidden}{heads}</tr><tr>{hidden}{cells}</tr></table>"
    assert read(page).skipped == ["hidden columns: 1"]
    assert brief(page) == [EXPECTED[0]]


def test_columns_that_a_spreadsheets_page_folds_away_are_counted() -> None:
    cells = "".join(f"<td>{c}</td>" for c in ROW)
    heads = "".join(f"<td>{c}</td>" for c in HEAD)
    page = (
        f"<table><col span=6><col style='display:none'><tr>{heads}<td>ผลผลิต</td></tr>"
        f"<tr>{cells}<td>ลับ</td></tr></table>"
    )
    assert read(page).skipped == ["hidden columns: 1"]
    assert measures(page)[0]["output"] == ROW[4]


def test_a_table_inside_a_layout_table_of_a_page_is_found() -> None:
    inner = html_table(ROWS).split("</p>")[1].split("</body>")[0]
    assert brief(f"<table><tr><td>เมนู</td><td>{inner}</td></tr></table>") == EXPECTED


def test_pages_in_the_thai_code_page_are_read() -> None:
    page = '<html><head><meta charset="tis-620"></head><body>' + html_table(ROWS) + "</body></html>"
    assert brief(page.encode("cp874"))[1] == EXPECTED[1]


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("จัดทําคู่มือ", "จัดทำคู่มือ"),
        ("เเจ้งเวียน", "แจ้งเวียน"),
        ("จัด\u200bทำ\u200bคู่มือ", "จัดทำคู่มือ"),
        ("จัดทำคู\u00adมือ", "จัดทำคูมือ"),
        ("จัดท า", "จัดทำ"),
        ("\ufeffจัดทำ", "จัดทำ"),
    ],
)
def test_damage_by_converters_is_mended_everywhere(damaged: str, mended: str) -> None:
    row = [f"1.1 {damaged}", damaged, "เมษ\u200bายน ๖๘", "ส\u0e4d\u0e32นักปลัด", damaged, damaged]
    (measure,) = measures(csv_text([HEAD, row]))
    assert measure["title"] == measure["output"] == measure["outcome"] == mended
    assert measure["steps"] == [mended]
    assert (measure["units"], measure["period_end"]) == (["สำนักปลัด"], "2025-04")


def test_damaged_heads_and_topics_are_recognised() -> None:
    head = [h.replace("ำ", "\u0e4d\u0e32").replace("แ", "เเ") for h in HEAD]
    topic = TOPICS[3].replace("ำ", " า").replace("แ", "เเ")
    result = read(csv_text([head, [topic, *EMPTY], ["จัดทำ", *ROW[1:]]]))
    assert [m.topic for m in result.measures] == [4]
    assert codes(result) == []


def test_the_apostrophe_that_keeps_a_formula_from_running_goes() -> None:
    (measure,) = measures(csv_text([HEAD, ["1.1 ก", "'- ร่าง", *ROW[2:]]]))
    assert measure["steps"] == ["ร่าง"]


def test_a_few_broken_letters_do_not_make_another_encoding() -> None:
    data = csv_text(ROWS * 3).encode()
    assert brief(data.replace("ร่าง".encode(), b"\xe0\xb8" + "ร่าง".encode(), 1))[0] == EXPECTED[0]


def test_quoted_line_breaks_in_the_first_column_of_a_tsv_file() -> None:
    order = [1, 0, 2, 3]
    assert (
        brief(csv_text([[row[at] for at in order] for row in [HEAD, ROW]], "\t"))[0] == EXPECTED[0]
    )
