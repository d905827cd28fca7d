"""What each column of a table is for: labels, scores of a year, years, levels, nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prongsai.assessment.importing.codes import (
    BARE,
    LEVEL,
    TEXT,
    find_instrument,
    find_part,
    plain,
    read_label,
)
from prongsai.assessment.importing.numbers import (
    find_years,
    is_missing,
    is_score_like,
    read_score,
    read_verdict,
    read_year_alone,
)
from prongsai.assessment.importing.table import Table, is_telling
from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION

LABELS, SCORES, PLAIN, YEARS, LEVELS, IGNORED, WORDS = (
    "labels", "scores", "plain", "years", "levels", "ignored", "words",
)  # fmt: skip
_IGNORED = re.compile(
    r"เต็ม|คำนวณ|computed|น้ำหนัก|ถ่วง|ผลต่าง|ส่วนต่าง|เปลี่ยนแปลง|เพิ่มขึ้น|ลดลง|เพิ่ม/ลด|หมายเหตุ|เป้าหมาย|จำนวน|ผู้ตอบ|อันดับ|เกณฑ์|url|ลิงก์"
    r"|link|weight|^full|max|rank|diff|change|สูงสุด|ต่ำสุด|target|\bsd\b|s\.d\."
    r"|(?:เฉลี่ย|ระดับ)\s*(?:ทั้ง|ของ)?\s*(?:ประเทศ|จังหวัด|อำเภอ|ภาค)|^(?:จังหวัด|อำเภอ|ตำบล|ภาค)$"
)
_SCORED = re.compile(
    r"คะแนน|ร้อยละ|ผลการประเมิน|ผลประเมิน|ผลที่ได้|score|เฉลี่ย|percent|%|^ผล$|ได้$|result|value|ค่า"
)
_LABELLED = re.compile(
    r"ข้อ|รหัส|code|ตัวชี้วัด|รายการ|ประเด็น|เครื่องมือ|แบบวัด|ลำดับ|^ที่$|หัวข้อ|คำถาม|indicator|item|question|instrument|^no\.?$|^#$|^o$"
)
MOSTLY = 0.6
# What a column "kind" or "ประเภท" may say of the numbers beside it.
KIND_WORDS = {
    "indicator": INDICATOR, "ตัวชี้วัด": INDICATOR, "item": ITEM, "รายการ": ITEM, "ข้อมูล": ITEM, "oit": ITEM,
    "question": QUESTION, "คำถาม": QUESTION, "ข้อคำถาม": QUESTION,
}  # fmt: skip


@dataclass
class Column:
    """One column: its role, the text of its head, and what the head says of its scores."""

    index: int
    role: str
    head: str
    years: list[int] = field(default_factory=list)
    part: str = ""
    instrument: str = ""


@dataclass
class Layout:
    """A table with its columns and the rows that are its head."""

    table: Table
    columns: list[Column]
    head_rows: list[int]

    def of(self, role: str) -> list[Column]:
        """The columns of a role."""
        return [column for column in self.columns if column.role == role]

    @property
    def body(self) -> list[int]:
        """The rows under the head."""
        heads = set(self.head_rows)
        return [row for row in range(len(self.table.cells)) if row not in heads]


def lay_out(table: Table) -> Layout:
    """The roles of a table's columns."""
    heads = _head_rows(table)
    layout = Layout(table, [], heads)
    layout.columns = [_column(layout, at) for at in range(table.width)]
    plains = layout.of(PLAIN)
    if not layout.of(SCORES) and len(plains) == 1:
        plains[0].role = SCORES
    return layout


def _head_rows(table: Table) -> list[int]:
    """The rows before the first line with a score; in a turned table every row without a label."""
    if table.is_turned and table.counted is not None:
        firsts = [row[table.counted] for row in table.labels]
        return [at for at, x in enumerate(firsts) if x.kind != BARE and not is_telling(x)]
    tells = [any(is_telling(label) for label in row) for row in table.labels]
    if table.is_turned:
        return [at for at, is_line in enumerate(tells) if not is_line]
    for at, row in enumerate(table.cells):
        has_label = (
            tells[at] or any(x.kind == BARE for x in table.labels[at]) or _has_words(table, at)
        )
        has_score = any(is_score_like(c.text) or read_verdict(c.text) is not None for c in row)
        if has_label and has_score and not _is_head(table, at):
            return list(range(at))
    return []


def _has_words(table: Table, row: int) -> bool:
    return any(x.kind == TEXT and x.title for x in table.labels[row])


def _is_head(table: Table, row: int) -> bool:
    """A row of heads may hold numbers: a full score, or the columns counted from 1."""
    texts = [plain(c.text) for c in table.cells[row] if c.text and not c.left]
    if len(texts) > 2 and [t.strip("()") for t in texts] == [str(n + 1) for n in range(len(texts))]:
        return True
    words = [t for t in texts if not is_score_like(t) and t not in KIND_WORDS]
    named = [t for t in words if _SCORED.search(t) or _LABELLED.search(t)]
    coded = [x for x in table.labels[row] if is_telling(x) and x.kind != TEXT]
    return len(named) >= 2 and not coded and len(named) >= len(texts) - len(named)


def _column(layout: Layout, at: int) -> Column:
    table = layout.table
    texts = list(
        dict.fromkeys(table.text(row, at) for row in layout.head_rows if table.text(row, at))
    )
    head = " ".join(texts)
    column = Column(at, WORDS, head, _years_of_head(texts), find_part(head), find_instrument(head))
    column.role = _role(layout, column)
    return column


def _years_of_head(texts: Sequence[str]) -> list[int]:
    """The years of the lowest head that names any: under a common title each column has its own."""
    for text in reversed(texts):
        if years := find_years(text) or [y for y in [read_year_alone(text)] if y]:
            return years
    return []


def _role(layout: Layout, column: Column) -> str:
    table, at = layout.table, column.index
    rows = [row for row in layout.body if table.text(row, at)]
    texts = [table.text(row, at) for row in rows]
    if not texts:
        return WORDS
    if table.is_turned and at == table.counted:
        return LABELS
    words = _without_brackets(plain(column.head))
    numbers = [text for text in texts if _counts_as_score(text)]
    labels = [row for row in rows if is_telling(table.labels[row][at])]
    if _mostly(sum(read_year_alone(t) is not None for t in texts), texts):
        return YEARS
    if labels and len(labels) * 2 >= len(texts) - len(numbers) and len(labels) >= len(numbers):
        return LABELS
    if read_label(words).kind == LEVEL and not _mostly(len(numbers), texts):
        return LEVELS
    is_numeric = bool(numbers) and _mostly(len(numbers) + sum(map(is_missing, texts)), texts)
    if is_numeric and not table.is_turned and _is_running(texts, words, column):
        return LABELS
    if is_numeric or (table.is_turned and numbers):
        return _role_of_numbers(words, column)
    return LABELS if any(_reads_as_words(text) for text in texts) else WORDS


def _counts_as_score(text: str) -> bool:
    return is_score_like(text) or (read_verdict(text) is not None and not is_missing(text))


def _role_of_numbers(words: str, column: Column) -> str:
    if _IGNORED.search(words):
        return IGNORED
    if column.years or column.part or column.instrument or _SCORED.search(words):
        return SCORES
    return PLAIN


def _is_running(texts: Sequence[str], words: str, column: Column) -> bool:
    """Whether a column only counts its rows, or holds bare numbers of items."""
    numbers = [read_score(text) for text in texts]
    known = [n for n in numbers if n is not None]
    if not known or any(n != n.to_integral_value() for n in known):
        return False
    if _LABELLED.search(words) and not _SCORED.search(words):
        return True
    steps = [after - before for before, after in zip(known, known[1:], strict=False)]
    is_counting = (
        len(known) > 2 and known[0] == 1 and sum(s == 1 for s in steps) >= len(steps) * MOSTLY
    )
    return is_counting and not column.years and not _SCORED.search(words)


def _reads_as_words(text: str) -> bool:
    return len(plain(text)) > 3 and not is_score_like(text)


def _mostly(count: int, texts: Sequence[str]) -> bool:
    return count >= len(texts) * MOSTLY and count > 0


def _without_brackets(text: str) -> str:
    return re.sub(r"\(.*?\)", " ", text).strip() or text


def meaning_of_bare(column: Column) -> str:
    """What a bare number in this column counts: "indicator", "item", "question" or ""."""
    words = plain(column.head)
    if "ตัวชี้วัด" in words or "indicator" in words:
        return "indicator"
    if re.search(r"คำถาม|question", words):
        return "question"
    if column.instrument == "OIT" or re.search(r"\bo\b", words):
        return "item"
    return ""
