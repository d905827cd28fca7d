"""Word documents as offices write them: lists, merges, tracked changes, hidden parts."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.measures.importing.files import (
    HEAD,
    TOPICS,
    W,
    add_table,
    codes,
    measures,
    package,
    paragraph,
    read,
    rewritten,
    saved,
    word,
    word_cell,
    word_table,
    word_xml,
)

ROW = ["1.1 จัดทำคู่มือ", "ทำ", "เม.ย. 68", "สำนักปลัด", "คู่มือ 1 เล่ม", "เข้าถึงง่าย"]
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(
        text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    )


def spanning(text: str) -> str:
    inner = text if text.startswith("<w:p>") else paragraph(text)
    return f"<w:tc><w:tcPr><w:gridSpan w:val='6'/></w:tcPr>{inner}</w:tc>"


def merged_down(text: str, *, starts: bool) -> str:
    value = "w:val='restart'" if starts else ""
    return f"<w:tc><w:tcPr><w:vMerge {value}/></w:tcPr>{paragraph(text)}</w:tc>"


def test_a_plain_table_is_read() -> None:
    (measure,) = measures(word([HEAD, [f"1. {TOPICS[0]}"], ROW]))
    assert measure == {
        "topic": 1,
        "number": "1.1",
        "title": "จัดทำคู่มือ",
        "steps": ["ทำ"],
        "period_text": "เม.ย. 68",
        "period_start": "2025-04",
        "period_end": "2025-04",
        "units": ["สำนักปลัด"],
        "output": "คู่มือ 1 เล่ม",
        "outcome": "เข้าถึงง่าย",
        "follow_up": None,
    }


def test_automatic_numbers_of_topics_measures_and_steps_count() -> None:
    body = word_table(
        [
            HEAD,
            [spanning(listed(TOPICS[0], 1))],
            [listed("จัดทำคู่มือ", 1, 1), listed("ร่าง", 2) + listed("เวียน", 2), *ROW[2:]],
            [listed("จัดประชุม", 1, 1), listed("เชิญ", 3) + listed("ประชุม", 3), *ROW[2:]],
            [spanning(listed(TOPICS[1], 1))],
            [listed("ระบบออนไลน์", 1, 1), "พัฒนา", *ROW[2:]],
        ]
    )
    found = measures(word_xml(body, {"word/numbering.xml": NUMBERING}))
    assert [(m["topic"], m["number"], m["title"]) for m in found] == [
        (1, "1.1", "จัดทำคู่มือ"),
        (1, "1.2", "จัดประชุม"),
        (2, "2.1", "ระบบออนไลน์"),
    ]
    assert [m["steps"] for m in found] == [["ร่าง", "เวียน"], ["เชิญ", "ประชุม"], ["พัฒนา"]]


def test_a_number_column_of_automatic_numbers_without_text_counts() -> None:
    head = ["ที่", *HEAD]
    body = word_table(
        [
            head,
            [listed("", 1), "จัดทำคู่มือ", *ROW[1:]],
            [listed("", 1), "จัดประชุม", *ROW[1:]],
        ]
    )
    found = measures(word_xml(body, {"word/numbering.xml": NUMBERING}))
    assert [m["number"] for m in found] == ["1", "2"]


def test_bullets_below_a_numbered_step_belong_to_it() -> None:
    steps = listed("จัดอบรม", 2) + listed("เชิญวิทยากร", 2, 1) + listed("สรุปผล", 2)
    body = word_table([HEAD, [ROW[0], steps, *ROW[2:]]])
    (measure,) = measures(word_xml(body, {"word/numbering.xml": NUMBERING}))
    assert measure["steps"][0].startswith("จัดอบรม")
    assert measure["steps"][-1] == "สรุปผล"
    assert not any(step[0] in "-0123456789" for step in measure["steps"])


def test_a_table_inside_a_cell_is_part_of_that_cell() -> None:
    nested = word_table([["๑.", "ร่างคู่มือ"], ["๒.", "แจ้งเวียน"]]) + paragraph("")
    body = word_table([HEAD, [ROW[0], nested, *ROW[2:]]])
    (measure,) = measures(word_xml(body))
    assert measure["steps"] == ["ร่างคู่มือ", "แจ้งเวียน"]


def test_a_plan_inside_a_layout_table_is_found() -> None:
    inner = word_table([HEAD, ROW])
    body = word_table([["หน้าปก"], [inner + paragraph("")]])
    assert [m["title"] for m in measures(word_xml(body))] == ["จัดทำคู่มือ"]


def test_deleted_text_stays_out_and_inserted_text_stays_in() -> None:
    steps = (
        "<w:p><w:r><w:t>ร่าง</w:t></w:r><w:del><w:r><w:delText>ลบแล้ว</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>คู่มือ</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>ย้าย</w:t></w:r></w:moveFrom></w:p>"
    )
    deleted_row = (
        "<w:tr><w:trPr><w:del/></w:trPr>"
        + "".join(word_cell(c) for c in ["1.2 ถูกลบ", *ROW[1:]])
        + "</w:tr>"
    )
    inserted_row = (
        "<w:tr><w:trPr><w:ins/></w:trPr>"
        + "".join(word_cell(c) for c in ["1.2 เพิ่มใหม่", *ROW[1:]])
        + "</w:tr>"
    )
    table = word_table([HEAD, [ROW[0], steps, *ROW[2:]]])
    table = table.replace("</w:tbl>", deleted_row + inserted_row + "</w:tbl>")
    found = measures(word_xml(table))
    assert [m["title"] for m in found] == ["จัดทำคู่มือ", "เพิ่มใหม่"]
    assert found[0]["steps"] == ["ร่างคู่มือ"]


def test_paragraphs_joined_by_a_deleted_mark_are_one_step() -> None:
    joined = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ร่างคู่มือ</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>และแจ้งเวียน</w:t></w:r></w:p>"
    )
    (measure,) = measures(word_xml(word_table([HEAD, [ROW[0], joined, *ROW[2:]]])))
    assert measure["steps"] == ["ร่างคู่มือและแจ้งเวียน"]


def test_hidden_text_stays_out() -> None:
    steps = (
        "<w:p><w:r><w:t>ร่าง</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>บันทึกภายใน</w:t></w:r></w:p>"
    )
    (measure,) = measures(word_xml(word_table([HEAD, [ROW[0], steps, *ROW[2:]]])))
    assert measure["steps"] == ["ร่าง"]


def test_a_row_of_hidden_text_is_counted_as_skipped() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r></w:p>"
    table = word_table([HEAD, ROW, [hidden] * 6])
    result = read(word_xml(table))
    assert len(result.measures) == 1
    assert result.skipped == ["hidden rows: 1"]


def test_a_row_hidden_by_its_style_property_is_counted_as_skipped() -> None:
    row = "<w:tr><w:trPr><w:hidden/></w:trPr>" + "".join(map(word_cell, ROW)) + "</w:tr>"
    table = word_table([HEAD, ["1.2 อื่น", *ROW[1:]]]).replace("</w:tbl>", row + "</w:tbl>")
    result = read(word_xml(table))
    assert [m.title for m in result.measures] == ["อื่น"]
    assert result.skipped == ["hidden rows: 1"]


def test_cells_merged_downwards_give_one_measure_with_a_row_per_step() -> None:
    def row(title: str, step: str, *, starts: bool) -> list[str]:
        tail = [merged_down(text if starts else "", starts=starts) for text in ROW[2:]]
        return [merged_down(title, starts=starts), step, *tail]

    body = word_table(
        [
            HEAD,
            row("1.1 จัดทำคู่มือ", "1. ร่าง", starts=True),
            row("", "2. เวียน", starts=False),
            row("", "3. เผยแพร่", starts=False),
            row("1.2 ประชุม", "1. เชิญ", starts=True),
        ]
    )
    found = measures(word_xml(body))
    assert [m["steps"] for m in found] == [["ร่าง", "เวียน", "เผยแพร่"], ["เชิญ"]]
    assert found[0]["output"] == "คู่มือ 1 เล่ม"


def test_a_topic_merged_down_its_own_column_stands_for_all_its_rows() -> None:
    body = word_table(
        [
            ["ประเด็น", *HEAD],
            [merged_down(TOPICS[2], starts=True), *ROW],
            [merged_down("", starts=False), "1.2 ประชุม", *ROW[1:]],
            [merged_down(TOPICS[3], starts=True), "อื่น", *ROW[1:]],
        ]
    )
    assert [m["topic"] for m in measures(word_xml(body))] == [3, 3, 4]


@pytest.mark.parametrize("repeats_head", [True, False])
def test_a_table_split_over_pages_is_one_table_and_one_topic(repeats_head: bool) -> None:
    document = docx.Document()
    add_table(document, [HEAD, [TOPICS[4]], ROW])
    document.add_page_break()
    head = [HEAD] if repeats_head else []
    add_table(document, [*head, ["1.2 ประชุม", *ROW[1:]], ["1.3 อบรม", *ROW[1:]]])
    add_table(document, [*head, [f"{TOPICS[4]} (ต่อ)"], ["1.4 สรุป", *ROW[1:]]])
    result = read(saved(document))
    assert [m.topic for m in result.measures] == [5, 5, 5, 5]
    assert not codes(result, decisions=True)


def test_a_measure_cut_by_a_page_break_goes_on_in_the_next_table() -> None:
    document = docx.Document()
    add_table(document, [HEAD, ["1.1 จัดทำ", "1. ร่าง", *ROW[2:]]])
    document.add_page_break()
    add_table(document, [HEAD, ["", "2. เวียน", "", "", "", ""], ["1.2 อื่น", *ROW[1:]]])
    found = measures(saved(document))
    assert [(m["title"], m["steps"]) for m in found] == [
        ("จัดทำ", ["ร่าง", "เวียน"]),
        ("อื่น", ["ทำ"]),
    ]


def test_a_head_marked_as_repeating_row_is_one_head() -> None:
    document = docx.Document()
    table = add_table(document, [HEAD, ROW])
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    assert len(measures(saved(document))) == 1


def test_topics_in_headings_between_tables_hold_for_the_table_below() -> None:
    document = docx.Document()
    document.add_paragraph("แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
    for topic in TOPICS:
        document.add_paragraph(f"- {topic}")
    for at, topic in enumerate(TOPICS[:3], start=1):
        document.add_paragraph(f"ประเด็นที่ {at} {topic}")
        add_table(document, [HEAD, ["จัดทำ", *ROW[1:]]])
    found = measures(saved(document))
    assert [(m["topic"], m["number"]) for m in found] == [(1, "1.1"), (2, "2.1"), (3, "3.1")]


def test_text_in_content_controls_links_and_smart_tags_counts() -> None:
    steps = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>ร่าง</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>คู่มือ</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    cell = f"<w:tc>{steps}</w:tc>"
    (measure,) = measures(word_xml(word_table([HEAD, [ROW[0], cell, *ROW[2:]]])))
    assert measure["steps"] == ["ร่างคู่มือ"]


def test_a_line_break_in_a_cell_separates_steps() -> None:
    steps = "<w:p><w:r><w:t>ร่าง</w:t><w:br/><w:t>เวียน</w:t></w:r></w:p>"
    (measure,) = measures(word_xml(word_table([HEAD, [ROW[0], steps, *ROW[2:]]])))
    assert measure["steps"] == ["ร่าง", "เวียน"]


def test_shaded_month_cells_are_marks() -> None:
    document = docx.Document()
    head = ["โครงการ", "วิธีดำเนินการ", "ต.ค.", "พ.ย.", "ธ.ค.", "ผู้รับผิดชอบ"]
    table = add_table(document, [head, ["อบรม", "จัด", "", "", "", "กองคลัง"]])
    for at in (3, 4):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "92D050")
        table.rows[1].cells[at]._tc.get_or_add_tcPr().append(shade)
    (measure,) = measures(saved(document))
    assert (measure["period_start"], measure["period_end"]) == ("2024-11", "2024-12")


def test_signatures_after_the_table_are_no_measures() -> None:
    document = docx.Document()
    add_table(document, [HEAD, ROW])
    document.add_paragraph("(ลงชื่อ) ........................ ผู้รายงาน")
    add_table(document, [["ลงชื่อ......", "ลงชื่อ......"], ["(นายก ข)", "(นายค ง)"]])
    assert len(measures(saved(document))) == 1


STYLED = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Liste"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Liste"/>
 <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Topic"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="Measure"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Topic"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Measure"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Measure"/></w:style>
<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style></w:styles>"""


def test_numbers_that_styles_bring_count() -> None:
    parts = {"word/numbering.xml": STYLED, "word/styles.xml": STYLES}
    titles = [("Measure", "ก"), ("Own", "ข"), ("Own", "ค")]
    rows = [[paragraph(t, f"<w:pStyle w:val='{style}'/>"), *ROW[1:]] for style, t in titles]
    topic = paragraph(TOPICS[0], "<w:pStyle w:val='Topic'/>")
    found = measures(word_xml(word_table([HEAD, [spanning(topic)], *rows]), parts))
    assert [(m["number"], m["title"]) for m in found] == [("1.1", "ก"), ("1.2", "ข"), ("1.3", "ค")]


def test_a_list_that_names_a_list_style_counts() -> None:
    steps = listed("ก", 1) + listed("ข", 1)
    body = word_table([HEAD, [ROW[0], steps, *ROW[2:]]])
    (measure,) = measures(word_xml(body, {"word/numbering.xml": STYLED}))
    assert measure["steps"] == ["ก", "ข"]


def test_the_strict_flavour_of_the_format_is_read() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = rewritten(word_xml(word_table([HEAD, ROW])), "word/document.xml", W.encode(), strict)
    assert [m["title"] for m in measures(data)] == ["จัดทำคู่มือ"]


def test_a_document_whose_main_part_has_another_name_is_read() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f"<Relationships><Relationship Type='{office}' Target='word/document2.xml'/></Relationships>"
    body = f"<w:document xmlns:w='{W}'><w:body>{word_table([HEAD, ROW])}</w:body></w:document>"
    data = package({"_rels/.rels": links, "word/document2.xml": body})
    assert [m["title"] for m in measures(data)] == ["จัดทำคู่มือ"]
