"""The words and numbers of which officers make periods, as patterns.

Patterns expect text after `plain_text`: repaired, one line, Arabic digits, one kind of dash.
"""

import re

from prongsai.thai.digits import to_arabic
from prongsai.thai.month_names import NAME, mend_names

_DASHES = re.compile(r"[‐-―−﹘﹣－~～〜→]|(?:ไปจน|จน|ไป)?ถึง(?!กัน)|(?<=\d)\s+to\s+(?=\w)")
_UNTIL = re.compile(r"^(?:ไปจน|จน|ไป)?ถึง")
# "เดือน" before a month says nothing; after a number it is a unit.
_MONTH_WORD = re.compile(
    r"(?<!\d)(?<!\d )(?<!ทุก)(?<!ทุก )(?<!ราย)(?<!ประจำ)(?<!สิ้น)(?<!ต้น)(?<!กลาง)(?<![/อะ])(?<!/ )เดือน(?!แรก|หลัง|ละ)"
)


def plain_text(text: str) -> str:
    """Repaired text with Arabic digits, "-" for every dash and ถึง, month names mended."""
    plain = _DASHES.sub("-", mend_names(_UNTIL.sub("ภายใน", to_arabic(text))))
    return _MONTH_WORD.sub(" ", plain)


_YEAR = r"(?:(?:19|20|2[456])\d\d|\d\d)(?!\d)"
_ERA = r"(?:[พค]\s?\.?\s?ศ\s?\.?)"
_YEAR_WORD = rf"(?:ของ)?(?:ปี\s*)?(?:งบประมาณ\s*|งบฯ?\s*)?{_ERA}?\s*['’]?"
# A two-digit number after a month is no year when it begins the next date or counts something.
_NOT_A_DAY = rf"(?!\s*{NAME})(?!\s?[/.:]\s?\d)(?!\s*(?:วัน|ครั้ง|เดือน|คน|ครง|%|ราย))"
_MONTH_YEAR = rf"(?:\s*[-/(,]?\s*(?:ปี\s*)?{_ERA}?\s*['’]?(?P<name_year>{_YEAR}){_NOT_A_DAY})?"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_QUARTERS = r"(?:[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย)"


def _own_year(group: str) -> str:
    return rf"(?:\s*[/(]?\s*{_YEAR_WORD}(?P<{group}>{_YEAR}){_NOT_A_DAY})?"


TOKEN = re.compile(
    "|".join(
        (
            (
                rf"(?P<quarter>(?:ไตรมาส\s*(?:ที่|ที)?|(?<![a-z])Q)\s*{_QUARTERS}"
                rf"(?:\s*(?:-|,|/|&|และ|กับ|\s)\s*(?:ที่\s*)?{_QUARTERS})*){_own_year('quarter_year')}"
            ),
            (
                rf"(?P<half>ครึ่ง(?:ปี)?(?:งบประมาณ)?\s*(?:แรก|หลัง)"
                rf"|(?:รอบ\s*)?(?:3|6|9)\s*เดือน\s*(?:แรก|หลัง)|รอบ\s*(?:3|6|9|12)\s*เดือน"
                rf"|12\s*เดือน){_own_year('half_year')}"
            ),
            (
                rf"(?P<edge>(?:ต้น|สิ้น|ปลาย)ปี(?:งบประมาณ|งบ)?)(?!ปฏิทิน)"
                rf"{_own_year('edge_year')}"
            ),
            rf"(?P<name>{NAME}){_MONTH_YEAR}",
            (
                rf"(?<![\d/])(?P<iso_year>(?:19|20|2[456])\d\d)[-/](?P<iso_month>{_MONTH})"
                rf"(?:[-/]{_DAY}(?!\d))?{_CLOCK}"
            ),
            (
                rf"(?<![\d/]){_DAY}\s?(?P<sep>[-/.])\s?(?P<date_month>{_MONTH})\s?(?P=sep)\s?"
                rf"(?P<date_year>{_YEAR})"
            ),
            rf"(?<![\d/])(?P<us_month>{_MONTH})/(?:1[3-9]|2\d|3[01])/(?P<us_year>{_YEAR})",
            rf"(?<![\d/])(?<!ที่)(?<!ที่ )(?P<slash_month>{_MONTH})\s?/\s?(?P<slash_year>(?:20|2[456])\d\d|[5-9]\d(?!\d))(?!\s?/)",
            rf"(?<![\d/]){_DAY}/(?P<bare_month>{_MONTH})(?![/\d])",
            (
                rf"(?P<year>(?:ตลอด|ทั้ง|ตลอดทั้ง|ประจำ|ใน|รอบ)?\s*ปี\s*(?:งบประมาณ|งบฯ?)?"
                rf"(?:\s*ปัจจุบัน|นี้)?\s*{_ERA}?\s*['’]?(?P<year_year>{_YEAR})?)"
            ),
            rf"(?P<span>ตลอดระยะเวลา|ตลอดงบประมาณ)|(?P<bare>(?:{_ERA}\s*)?(?<!\d)(?P<bare_year>25\d\d|20[23]\d)(?!\d))",
        )
    ),
    re.IGNORECASE | re.ASCII,
)
# "ปี" says something only when it is the whole year or has a number.
WHOLE_YEAR = re.compile(r"ตลอด|ทั้ง|ประจำ|งบ|รอบ|นี้|ปัจจุบัน")

_COUNT = r"(?:\d+\s*(?:-\s*\d+\s*)?|หนึ่ง|สอง|สาม|สี่)?"
_EACH = rf"\s*ละ\s*(?:อย่างน้อย\s*|ไม่น้อยกว่า\s*)?{_COUNT}\s*(?:ครั้ง)?(?:เดียว)?"
_PER = rf"{_COUNT}\s*ครั้ง\s*(?:/|ต่อ|ใน)\s*(?:1\s*)?"
_EVERY = r"(?:เป็น)?(?:ประจำ\s*)?ทุก\s*(?:ๆ\s*)?"
Pattern = re.Pattern[str]

MONTHLY = re.compile(
    rf"{_EVERY}(?:1\s*)?(?:ต้น|สิ้น|กลาง)?\s*เดือน|เดือน{_EACH}|รายเดือน|ประจำเดือน(?!\s*{NAME})"
    rf"|{_PER}เดือน|(?:{_EVERY})?วันที่\s*\d+\s*ของ\s*(?:{_EVERY}|แต่ละ)?(?:เดือน|\s)"
    r"(?!ถัด|ต่อ)|(?<![a-z])monthly",
    re.IGNORECASE,
)
QUARTERLY = re.compile(
    rf"{_EVERY}(?:สิ้น)?ไตรมาส|ไตรมาส{_EACH}|รายไตรมาส|{_EVERY}(?:รอบ\s*)?3\s*เดือน|{_PER}ไตรมาส"
)
OTHER_FREQUENCY = re.compile(
    rf"{_EVERY}(?:รอบ\s*)?\d*\s*(?:วันที่\s*\d+|วัน(?:ทำการ|จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์)?|สัปดาห์|เดือน"
    rf"|ปี(?:งบประมาณ)?|ครั้ง|ภาคเรียน)|(?:ปี(?:งบประมาณ)?|สัปดาห์|วัน|ภาคเรียน){_EACH}"
    rf"|ราย(?:ปี|สัปดาห์|วัน)|{_PER}(?:ปี(?:งบประมาณ)?|สัปดาห์|วัน)|(?:จำนวน\s*)?\d+\s*ครั้ง"
    r"|ตลอดเวลา|(?:อย่าง)?ต่อเนื่อง|(?:อย่าง)?สม่ำเสมอ|เป็นประจำ|ตามความ(?:เหมาะสม|จำเป็น)|เมื่อมี"
)

DEADLINE = re.compile(
    r"ภายใน(?!หน่วยงาน|องค์กร|องค์การ|สำนัก|กอง|อบต|เทศบาล|ตำบล)|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า"
    r"|ก่อน|แล้วเสร็จ|สิ้นสุด"
)
DURATION = re.compile(
    r"(?:ภายใน|ไม่เกิน)\s*(?:ระยะเวลา\s*)?\d+\s*(?:-\s*\d+\s*)?"
    r"(?:วัน(?!ที่)|สัปดาห์|เดือน(?!\s*(?:แรก|หลัง))|ปี|ชั่วโมง|นาที)"
)
OPEN_START = re.compile(r"ตั้งแต่|เริ่ม|เป็นต้นไป|เป็นต้นมา")
