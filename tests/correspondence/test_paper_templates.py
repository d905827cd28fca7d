"""Own Word templates: Thai placeholders are filled, nothing that runs or calls out is taken."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from prongsai.common.errors import Refused
from prongsai.correspondence.papers import packages
from prongsai.correspondence.papers.templates import fill, list_placeholders, read_text
from prongsai.correspondence.papers.values import KNOWN_NAMES, NAMES, paper_values

DAY = dt.date(2026, 11, 24)
CONTENT: dict[str, Any] = {
    "kind": "order",
    "language": "th",
    "subject": "แต่งตั้งผู้ดูแลเว็บไซต์ ปี 2570 & <ทดสอบ>",
    "to": "",
    "body": "ย่อหน้าแรก 1\n\nย่อหน้าที่สอง {{ 7*7 }} https://example.go.th/2570",
    "secrecy": "",
    "urgency": "urgent",
    "organization": {"full_name": "องค์การบริหารส่วนตำบลตัวอย่าง", "phone": "0 4312 3456"},
    "division": "สำนักปลัด",
    "signer_title": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
    "links": [{"relation": "refers", "text": "หนังสือ ก"}, {"relation": "repeals", "text": "ข"}],
    "attachments": [],
}


def word(*paragraphs: str, header: str = "") -> bytes:
    """A Word file of these paragraphs."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    return saved(made)


def saved(made: Any) -> bytes:
    """The bytes of a Word file."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same package with its parts changed, and more parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename)))
        for name, part in more.items():
            new.writestr(name, part)
    return buffer.getvalue()


def text_of(content: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]


def filled(*paragraphs: str, **changes: Any) -> list[str]:
    """The paragraphs of a template filled with the paper above."""
    values = paper_values(CONTENT | changes, number="๑๒/๒๕๖๙", date=DAY)
    return text_of(fill(word(*paragraphs), values))


def test_every_name_works_in_thai_and_in_english() -> None:
    values = paper_values(CONTENT, number="๑๒/๒๕๖๙", date=DAY)
    for english, thai in NAMES.items():
        assert values[english] == values[thai]
        template = word(f"{{{{ {english} }}}}|{{{{ {thai} }}}}")
        assert list_placeholders(template) == sorted([english, thai])
        left, right = "\n".join(text_of(fill(template, values))).split("|")
        assert left.split("\n")[0] == right.split("\n")[0]
    assert "{{ เรื่อง }}" in KNOWN_NAMES


def test_values_are_in_official_digits_and_never_markup() -> None:
    assert filled("เรื่อง {{ เรื่อง }}") == ["เรื่อง แต่งตั้งผู้ดูแลเว็บไซต์ ปี ๒๕๗๐ & <ทดสอบ>"]
    assert filled("{{ เนื้อหา }}") == [
        "ย่อหน้าแรก ๑",
        "ย่อหน้าที่สอง {{ ๗*๗ }} https://example.go.th/2570",
    ]
    assert filled("ที่ {{ เลขที่ }} {{ วันที่เต็ม }} {{ โทรศัพท์ }}") == [
        "ที่ ๑๒/๒๕๖๙ ๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙ ๐ ๔๓๑๒ ๓๔๕๖"
    ]
    assert filled("{{ date }} {{ year }}", language="en") == ["24 November 2026 2026"]


def test_a_placeholder_that_word_split_into_runs_is_found() -> None:
    made = docx.Document()
    line = made.add_paragraph()
    for part in ("{", "{ เรื่", "อง", " }}"):
        line.add_run(part)
    assert list_placeholders(saved(made)) == ["เรื่อง"]


def test_headers_are_filled_and_unknown_names_stay_dotted() -> None:
    template = word("{{ ไม่มี }}", header="ที่ {{ เลขที่ }}")
    assert list_placeholders(template) == ["เลขที่", "ไม่มี"]
    made = fill(template, paper_values(CONTENT, number="๑๒/๒๕๖๙", date=DAY))
    assert set(text_of(made)[0]) == {"."}
    header = docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text
    assert header == "ที่ ๑๒/๒๕๖๙"


def test_a_filled_template_does_not_tell_the_hour() -> None:
    made = fill(word("{{ ไม่มี }}"), paper_values(CONTENT, number="", date=None))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_lists_repeat_and_conditions_choose() -> None:
    lines = filled("{%p for แต่ละ in รายการอ้างถึง %}", "- {{ แต่ละ }}", "{%p endfor %}")
    assert [line for line in lines if line] == ["- หนังสือ ก", "- ข"]
    assert filled("{% if ชั้นความเร็ว == 'ด่วน' %}ด่วนจริง{% else %}ปกติ{% endif %}") == ["ด่วนจริง"]


def test_without_number_and_date_blanks_remain() -> None:
    values = paper_values(CONTENT, number="", date=None)
    (line,) = text_of(fill(word("{{ number }} {{ full_date }}"), values))
    assert line.count(".") > 20


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ body['a'] }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ body|upper }}",
        "{{ range(9) }}",
        "{{ cycler.__init__ }}",
        "{% for a in range(10) %}{{ a }}{% endfor %}",
        "{% for a in body %}{{ a }}{% endfor %}",
        "{% for a in [1, 2] %}{{ a }}{% endfor %}",
        "{% for a in reference_list %}{% for b in reference_list %}x{% endfor %}{% endfor %}",
        "{% for a in reference_list recursive %}{{ loop(reference_list) }}{% endfor %}",
        "{% set a = 1 %}{{ a }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{{ body",
        "{% if %}",
        "{% endfor %}",
    ],
)
def test_anything_but_names_conditions_and_lists_is_refused(text: str) -> None:
    for template in (word(text), word("{{ body }}", header=text)):
        with pytest.raises(Refused) as refusal:
            list_placeholders(template)
        assert refusal.value.field == "file"
        with pytest.raises(Refused):
            fill(template, paper_values(CONTENT, number="", date=None))


def test_deep_nesting_ends_in_a_refusal() -> None:
    with pytest.raises(Refused):
        list_placeholders(word("{% if body %}" * 300 + "x" + "{% endif %}" * 300))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"x" * 100])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        list_placeholders(content)


def test_a_word_file_that_lost_its_text_is_refused() -> None:
    for broken in (b"<w:document", b"<a/>"):
        changed = repacked(
            word("{{ body }}"),
            lambda name, part, b=broken: b if name == packages.MAIN_PART else part,
        )
        with pytest.raises(Refused):
            list_placeholders(changed)


def test_macros_and_embedded_programs_are_refused() -> None:
    template = word("{{ body }}")
    macro_type = packages.MAIN_TYPE.replace(
        "openxmlformats-officedocument.wordprocessingml", "ms-word"
    )
    with pytest.raises(Refused, match="แมโคร"):
        list_placeholders(repacked(template, lambda _n, p: p, **{"word/vbaProject.bin": b"x"}))
    with pytest.raises(Refused, match="แมโคร"):
        list_placeholders(repacked(template, lambda _n, p: p, **{"word/embeddings/a.xlsx": b"x"}))
    as_macro = macro_type.replace("document.main", "document.macroEnabled.main").encode()
    with pytest.raises(Refused, match="แมโคร"):
        list_placeholders(
            repacked(template, lambda _n, p: p.replace(packages.MAIN_TYPE.encode(), as_macro))
        )


def linked(kind: str, target: str) -> bytes:
    """A Word file with an external relationship."""
    made = docx.Document()
    made.add_paragraph("{{ body }}")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    made.part.relate_to(target, base + kind, is_external=True)
    return saved(made)


def test_only_plain_links_may_lead_outside() -> None:
    assert list_placeholders(linked("hyperlink", "https://example.go.th")) == ["body"]
    for kind, target in (
        ("attachedTemplate", "https://evil.example/t.dotm"),
        ("image", "https://evil.example/track.png"),
        ("oleObject", "file:///etc/passwd"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "file:///etc/passwd"),
    ):
        with pytest.raises(Refused, match="ภายนอก"):
            list_placeholders(linked(kind, target))


def test_fields_that_fetch_are_refused() -> None:
    made = docx.Document()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), 'INCLUDEPICTURE "https://evil.example/x.png"')
    made.add_paragraph("{{ body }}")._p.append(field)
    with pytest.raises(Refused, match="ภายนอก"):
        list_placeholders(saved(made))


def test_a_file_that_swells_is_refused_before_it_is_read() -> None:
    buffer = io.BytesIO(word("{{ body }}"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.png", bytes(packages.MAX_UNPACKED + 1))
    assert len(buffer.getvalue()) < packages.MAX_BYTES
    with pytest.raises(Refused, match="คลายไฟล์"):
        list_placeholders(buffer.getvalue())


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    changed = repacked(word("{{ body }}"), lambda n, p: bomb if n == "docProps/app.xml" else p)
    with pytest.raises(Refused):
        list_placeholders(changed)


def test_a_filled_file_is_read_back() -> None:
    made = word("คำสั่ง", "เรื่อง แต่งตั้งคณะทำงาน", "", "ด้วย…", "๑. นายหนึ่ง")
    assert read_text(made) == ("แต่งตั้งคณะทำงาน", "ด้วย…\n\n๑. นายหนึ่ง")
    assert read_text(word("ข้อความ")) == ("", "ข้อความ")
