"""What a column means, from the words of its head."""

import re

from prongsai.common.tables.grid import Cell
from prongsai.thai.calendar import Month
from prongsai.thai.digits import to_arabic
from prongsai.thai.periods import parse_period
from prongsai.thai.text import repair

NUMBER, TOPIC, TITLE, STEPS, PERIOD, UNITS = "number", "topic", "title", "steps", "period", "units"
OUTPUT, OUTCOME, IGNORED = "output", "outcome", "ignored"
EXPECTED_OUTPUT, EXPECTED_OUTCOME = "expected_output", "expected_outcome"
FOLLOW_UP = "follow_up"
MONTH_PREFIX = "months:"  # followed by "2024-10/2024-12"
MEANINGS = (
    NUMBER, TOPIC, TITLE, STEPS, PERIOD, UNITS, OUTPUT, OUTCOME,
    EXPECTED_OUTPUT, EXPECTED_OUTCOME, FOLLOW_UP, IGNORED,
)  # fmt: skip
LONGEST_HEAD = 120
ANY_YEAR = 2568  # where only the words of a head matter

# The earliest match in the head wins, then the longest: "ผลการดำเนินการ" is no "การดำเนินการ".
_PATTERNS: tuple[tuple[str, str], ...] = (
    (TOPIC, r"ประเด็น(?:การพัฒนา|ยุทธศาสตร์)?|^ด้าน|มิติ|หัวข้อการประเมิน|หมวด|ยุทธศาสตร์|^หัวข้อ$|กลยุทธ์"),
    (TITLE, r"(?:ชื่อ)?(?:มาตรการ|โครงการ|กิจกรรม|แผนงาน)|^แนวทาง(?:การพัฒนา|การแก้ไข|การส่งเสริม)?|^รายการ|^เรื่อง|^งาน(?!บ)|measure|project|activity"),
    (STEPS, r"วิธีดำเนิน(?:การ|งาน)|วิธีการ|^วิธี|ขั้นตอน|แนวทาง(?:การ)?(?:ดำเนิน(?:การ|งาน)|ปฏิบัติ)|(?:การ|กระบวนการ)ดำเนิน(?:การ|งาน)|รายละเอียด|กิจกรรมย่อย|กิจกรรมที่ดำเนินการ|steps?|method"),
    (PERIOD, r"^(?:วัน|เดือน)?(?:ที่)?(?:เริ่มต้น|เริ่ม(?:ดำเนิน(?:การ|งาน))?|สิ้นสุด|เสร็จสิ้น|แล้วเสร็จ)|^เดือน$|(?:กรอบ|ช่วง|กำหนด)?ระยะเวลา(?:ดำเนิน(?:การ|งาน)|ในการดำเนิน(?:การ|งาน)|การดำเนิน(?:การ|งาน))?|ช่วงเวลา(?:ดำเนินการ)?|กำหนดแล้วเสร็จ|กำหนดการ|กำหนดเวลา|ห้วงเวลา|ห้วงระยะเวลา|เวลาดำเนิน|วันเดือนปี|ปฏิทิน|เดือนที่ดำเนิน|วันที่ดำเนิน|ว/ด/ป|แผนการดำเนินงาน|period|time|schedule"),
    (UNITS, r"(?:หน่วยงาน|ผู้|กอง|ส่วน|ฝ่าย|ส่วนราชการ|สำนัก|บุคคล|เจ้าหน้าที่)?(?:ที่|ผู้)?รับผิดชอบ(?:หลัก|โครงการ)?|^หน่วยงาน(?:ที่เกี่ยวข้อง|หลัก|ดำเนินการ)?|เจ้าภาพ|^ส่วนราชการ|^กอง(?:/สำนัก)?$|^สำนัก/กอง|responsible|unit|owner"),
    (OUTCOME, r"ผลลัพธ์|ผลสัมฤทธิ์|ผลที่คาดว่า|ผลที่คาดหวัง|outcomes?|ผลที่(?:คาดว่า)?จะได้รับ|ผลกระทบ|ประโยชน์ที่|results?$"),
    (OUTPUT, r"ผลผลิต|outputs?|ผลการดำเนิน(?:การ|งาน)|ผลงาน|ผลการปฏิบัติ|ผลที่ได้|ผลดำเนินการ|ผลการ"),
    (FOLLOW_UP, r"^(?:(?:แนวทาง|วิธี|วิธีการ|ระบบ|กลไก)?(?:การ)?(?:กำกับ(?:ดูแล)?(?:และ(?:การ)?|[,/])?)?ติดตาม(?:ผล|ความก้าวหน้า)?(?:(?:และ(?:การ)?|[,/])?(?:ประเมินผล|รายงานผล|ตรวจสอบ))*|การรายงานผล)$|follow-?up"),
    (IGNORED, r"^จำนวน|ตัวชี้วัด|ระดับ|ผลการประเมิน|น้ำหนัก|ตัวบ่งชี้|kpi|เป้าหมาย|ค่าเป้า|งบประมาณ|จำนวนเงิน|หมายเหตุ|ปัญหา|อุปสรรค|ข้อเสนอ|หลักฐาน|เอกสาร|สถานะ|ร้อยละ|คะแนน|ความก้าวหน้า|การติดตาม|วัตถุประสงค์|หลักการ|กลุ่มเป้าหมาย|สถานที่|ลิงก์|url|remark|budget|indicator"),
)  # fmt: skip
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _PATTERNS)
_STEP_WORDS = dict(_PATTERNS)[STEPS]
_NUMBER_HEADS = {"ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่", "no", "no.", "#", "เลขที่", "รหัส"}
_EXPECTED = re.compile(r"คาดหวัง|คาดว่า|ที่คาด|เป้าหมาย|expected")


def meaning_of(head: str) -> str | None:
    """The meaning of a column's head, or None when it says nothing."""
    plain = _squeezed(head).lower().strip(":*")
    if not plain or len(plain) > LONGEST_HEAD:
        return None
    if plain in _NUMBER_HEADS:
        return NUMBER
    best: tuple[int, int, str] | None = None
    for meaning, pattern in _COMPILED:
        found = pattern.search(plain)
        if found and (best is None or (found.start(), -len(found[0])) < best[:2]):
            best = (found.start(), -len(found[0]), meaning)
    if best is None:
        return None
    return _refined(best[2], plain)


def _refined(meaning: str, plain: str) -> str:
    if meaning == IGNORED and plain.startswith("เป้าหมาย") and "ผลผลิต" in plain:
        return EXPECTED_OUTPUT
    if meaning == OUTPUT and _EXPECTED.search(plain):
        return EXPECTED_OUTPUT
    if meaning == OUTCOME and re.search(r"คาดหวัง|expected", plain):
        return EXPECTED_OUTCOME
    return meaning


def months_of(head: str, fiscal_year: int) -> tuple[Month, Month] | None:
    """The months a column stands for: a single month or a quarter."""
    plain = repair(head).strip()
    if not plain or len(plain) > 30:
        return None
    period = parse_period(plain, fiscal_year)
    if period.kind != "range" or period.start is None or period.end is None or period.frequency:
        return None
    return period.start, period.end


def head_meanings(row: list[Cell], fiscal_year: int) -> list[str | None]:
    """The meaning of each cell of a row, were it a head."""
    meanings: list[str | None] = []
    for cell in row:
        found = None if len(cell.text) > LONGEST_HEAD else meaning_of(cell.text)
        if found is None and (months := months_of(cell.text, fiscal_year)):
            found = f"{MONTH_PREFIX}{months[0]}/{months[1]}"
        meanings.append(found)
    return meanings


CORE = {TITLE, STEPS, PERIOD, UNITS, OUTPUT, OUTCOME, EXPECTED_OUTPUT, EXPECTED_OUTCOME}


_SCORES = re.compile(r"คะแนน|ระดับผล|ค่าเฉลี่ย|น้ำหนัก|score")
_YEAR = re.compile(r"(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?(?:25\d\d|\d\d)")
_ENDS_OF_PERIOD = re.compile(r"เริ่ม|สิ้นสุด|เสร็จ|ตั้งแต่|^ถึง$|start|end|from|^to$", re.IGNORECASE)


def is_head(row: list[Cell], meanings: list[str | None]) -> bool:
    """Whether a row heads a table: several different meanings in short cells of their own."""
    own = [(cell, m) for cell, m in zip(row, meanings, strict=True) if cell.text and not cell.left]
    found = {m for m in meanings if m in CORE}
    if len(own) < 2 or len(found) < 2 or not found & {TITLE, STEPS}:
        return False
    texts = [to_arabic(cell.text) for cell, _m in own]
    if any(re.match(r"\s*\d+\.\d+", text) for text in texts):
        return False
    if any(_SCORES.search(text) for text in texts) and not found & {STEPS, PERIOD, UNITS}:
        return False
    known = sum(1 for _cell, m in own if m is not None)
    return known * 2 >= len(own) and sum(len(t) for t in texts) / len(texts) < 60


def is_score_head(row: list[Cell]) -> bool:
    """Whether a row heads a table of scores, which may stand below the plan in one sheet."""
    own = [cell.text for cell in row if cell.text and not cell.left]
    if len(own) < 2 or any(cell.up for cell in row):
        return False
    meanings = {meaning_of(text) if len(text) < 30 else None for text in own}
    has_scores = any(_SCORES.search(text) or text.strip() == "ตัวชี้วัด" for text in own)
    return has_scores and None not in meanings and not meanings & {STEPS, PERIOD, UNITS}


def is_second_head(row: list[Cell], meanings: list[str | None], above: list[str | None]) -> bool:
    """Whether a row continues the head above it: months, or names under a merged cell."""
    if any(c.text and not c.up for c, m in zip(row, above, strict=True) if m in (TITLE, STEPS)):
        return False
    own = [(c, m) for c, m in zip(row, meanings, strict=True) if c.text and not c.left and not c.up]
    if not own:
        return any(c.up for c in row)
    months = sum(1 for _c, m in own if m and m.startswith(MONTH_PREFIX))
    if months >= 2 and months * 2 >= len(own):
        return True
    known = all(m is not None or _YEAR.fullmatch(_squeezed(c.text)) for c, m in own)
    return known and any(c.up for c in row) and all(len(c.text) < 40 for c, _m in own)


def merge_heads(
    upper: list[str | None], row: list[Cell], lower: list[str | None]
) -> list[str | None]:
    """The meanings of a head of two rows: the lower one says it more exactly."""
    merged = []
    for above, cell, below in zip(upper, row, lower, strict=True):
        keeps = above == PERIOD and not (below or "").startswith(MONTH_PREFIX)
        merged.append(above if below is None or cell.up or keeps else below)
    return merged


def tell_apart(meanings: list[str | None], heads: list[str]) -> list[str | None]:
    """Two columns of titles: the one that speaks of activities or ways holds the steps."""
    titles = [at for at, meaning in enumerate(meanings) if meaning == TITLE]
    if len(titles) < 2 or STEPS in meanings:
        return meanings
    for at in titles[1:]:
        plain = _squeezed(heads[at])
        if heads[at] != heads[titles[0]] and re.search(
            rf"^กิจกรรม|^แนวทาง|^รายการ|{_STEP_WORDS}", plain
        ):
            return [*meanings[:at], STEPS, *meanings[at + 1 :]]
    return meanings


def is_end_of_period(head: str) -> bool:
    """Whether a head is one of the two columns "เริ่มต้น" and "สิ้นสุด"."""
    return bool(_ENDS_OF_PERIOD.search(_squeezed(head)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic(repair(text)))
