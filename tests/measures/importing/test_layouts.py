"""One plan in every layout that offices use is one and the same plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.importing.files import (
    TOPICS,
    add_sheet,
    add_table,
    codes,
    csv_text,
    html_table,
    read,
    saved,
    word,
    workbook,
    xlsx,
)

TITLE = "แผนส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
HEADS = {
    "number": ["ที่", "ลำดับ", "ลำดับที่"],
    "topic": ["ประเด็น", "ด้าน", "ประเด็นการพัฒนา"],
    "title": ["มาตรการ", "โครงการ/กิจกรรม", "มาตรการ/โครงการ"],
    "steps": ["ขั้นตอน", "วิธีดำเนินการ", "ขั้นตอนหรือวิธีการปฏิบัติ"],
    "period": ["ระยะเวลา", "ระยะเวลา ดำเนินการ", "ช่วงระยะเวลา"],
    "units": ["ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ"],
    "output": ["ผลผลิต", "ผลผลิต (output)", "ผลการดำเนินการ (output)"],
    "outcome": ["ผลลัพธ์", "ผลลัพธ์ (outcome)", "ผลสัมฤทธิ์"],
}
STEP_FORMS = ["thai", "inline", "dash", "lines", "dot", "rows"]
TOPIC_FORMS = ["{t}", "{n}. {t}", "({n}) {t}", "ประเด็นที่ {n} {t}", "column", "blank column", "apart"]
NUMBER_FORMS = ["title", "thai title", "column", "thai column", "running column", "none"]


@dataclass(frozen=True)
class Known:
    """A measure as it should come out; `period` as written."""

    topic: int
    number: str
    title: str
    steps: tuple[str, ...]
    period: str
    units: tuple[str, ...]
    output: str
    outcome: str


PLAN = (
    Known(1, "1.1", "จัดทำคู่มือการปฏิบัติงาน", ("ร่างคู่มือ", "แจ้งเวียน", "เผยแพร่"), "เมษายน ๖๘", ("สำนักปลัด",), "คู่มือ 1 เล่ม", "เข้าถึงง่าย"),
    Known(1, "1.2", "จัดประชุมประจำเดือน", ("จัดประชุม", "สรุปรายงาน"), "ต.ค. 67 – ก.ย. 68", ("สำนักปลัด", "กองคลัง"), "รายงาน 12 ฉบับ", "เป็นระบบ"),
    Known(3, "3.1", "ปรับปรุงเว็บไซต์", ("มอบหมาย",), "ไตรมาสที่ 2", ("กองการศึกษา ศาสนาและวัฒนธรรม",), "เว็บไซต์ 1 แห่ง", "เป็นปัจจุบัน"),
    Known(5, "5.1", "รายงานผลการจัดซื้อจัดจ้าง", ("รายงาน", "เผยแพร่"), "เดือนละ 1 ครั้ง", ("กองคลัง",), "รายงาน 12 เรื่อง", "ตรวจสอบได้"),
    Known(7, "7.1", "วิเคราะห์ผลการประเมิน ITA", ("วิเคราะห์", "เสนอ"), "ภายใน 31 มี.ค. 68", ("ทุกสำนัก/กอง",), "รายงาน 1 ฉบับ", "พัฒนาองค์กร"),
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How the plan is laid out."""

    order: Sequence[str]
    heads: dict[str, str]
    topics: str
    numbers: str
    steps: str
    between: str
    file: str

    @property
    def columns(self) -> list[str]:
        front = ["topic"] if "column" in self.topics else []
        return [*front, *(["number"] if "column" in self.numbers else []), *self.order]


@st.composite
def layouts(draw: Any) -> Layout:
    has_results = draw(st.booleans())
    own = ["title", "steps", "period", "units"] + (["output", "outcome"] if has_results else [])
    return Layout(
        order=draw(st.permutations(own)),
        heads={name: draw(st.sampled_from(heads)) for name, heads in HEADS.items()},
        topics=draw(st.sampled_from(TOPIC_FORMS)),
        numbers=draw(st.sampled_from(NUMBER_FORMS)),
        steps=draw(st.sampled_from(STEP_FORMS)),
        between=draw(st.sampled_from(["\n", ", ", "/", " และ"])),
        file=draw(st.sampled_from(["csv", "tsv", "xlsx", "docx", "html"])),
    )


def written_steps(steps: Sequence[str], form: str) -> str:
    numbered = enumerate(steps, start=1)
    if form == "inline":
        return " ".join(f"{at}) {step}" for at, step in numbered)
    if form in ("dash", "lines"):
        return "\n".join(f"- {step}" if form == "dash" else step for step in steps)
    lines = "\n".join(f"{at}. {step}" for at, step in numbered)
    return lines.translate(THAI) if form == "thai" else lines


def rows_of(known: Known, running: int, is_first: bool, layout: Layout) -> list[list[str]]:
    number = str(running) if layout.numbers == "running column" else known.number
    number = number.translate(THAI) if layout.numbers.startswith("thai") else number
    topic = TOPICS[known.topic - 1] if is_first or layout.topics == "column" else ""
    values = {
        "topic": topic,
        "number": number,
        "title": f"{number} {known.title}" if "title" in layout.numbers else known.title,
        "period": known.period,
        "units": layout.between.join(known.units),
        "output": known.output,
        "outcome": known.outcome,
    }
    if layout.steps != "rows":
        values["steps"] = written_steps(known.steps, layout.steps)
        return [[values[name] for name in layout.columns]]
    steps = [f"{at}. {step}" for at, step in enumerate(known.steps, start=1)]
    first = [(values | {"steps": steps[0]})[name] for name in layout.columns]
    return [
        first,
        *([step if name == "steps" else "" for name in layout.columns] for step in steps[1:]),
    ]


def groups_of(layout: Layout) -> list[tuple[int, list[list[str]]]]:
    groups: list[tuple[int, list[list[str]]]] = []
    for running, known in enumerate(PLAN, start=1):
        is_first = not groups or groups[-1][0] != known.topic
        if is_first:
            groups.append((known.topic, []))
        groups[-1][1].extend(rows_of(known, running, is_first, layout))
    return groups


def apart(groups: list[tuple[int, list[list[str]]]], head: list[str], layout: Layout) -> bytes:
    """A sheet or a headed table per topic."""
    if layout.file == "xlsx":
        book = workbook([[TITLE]], title="ปก")
        for topic, rows in groups:
            add_sheet(book, f"{topic}. {TOPICS[topic - 1]}"[:31], [head, *rows])
        return saved(book)
    document = docx.Document()
    document.add_paragraph(TITLE)
    for topic, rows in groups:
        document.add_paragraph(f"{topic}. {TOPICS[topic - 1]}")
        add_table(document, [head, *rows])
    return saved(document)


def file_of(layout: Layout) -> bytes:
    head = [layout.heads[name] for name in layout.columns]
    groups, width = groups_of(layout), len(layout.columns)
    if layout.topics == "apart":
        return apart(groups, head, layout)
    rows = [head]
    for topic, own in groups:
        line = layout.topics.format(n=topic, t=TOPICS[topic - 1])
        rows += own if "column" in layout.topics else [[line], *own]
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    if layout.file == "xlsx":
        last = chr(ord("A") + width - 1)
        merges = [f"A{at}:{last}{at}" for at, row in enumerate(rows, start=2) if len(row) == 1]
        return xlsx([[TITLE], *rows], merges)
    if layout.file == "docx":
        return word(rows, before=[TITLE])
    if layout.file == "html":
        return html_table(full, TITLE).replace("\n", "<br>").encode()
    separator = "," if layout.file == "csv" else "\t"
    return csv_text([[TITLE, *[""] * (width - 1)], *full], separator).encode()


@settings(max_examples=120, deadline=None)
@given(layouts())
def test_one_plan_in_every_layout(layout: Layout) -> None:
    result = read(file_of(layout))
    has_results = "output" in layout.order
    found = [
        (m.topic, m.number, m.title, m.steps, m.period_text, m.units, m.output, m.outcome)
        for m in result.measures
    ]
    assert found == [
        (k.topic, k.number, k.title, list(k.steps), k.period, list(k.units), *results)
        for k in PLAN
        for results in [(k.output, k.outcome) if has_results else (None, None)]
    ]
    assert codes(result) == []
    assert result.skipped == []
