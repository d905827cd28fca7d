"""A small catalogue like that of 2568, and scores that fit it."""

from collections.abc import Mapping
from decimal import Decimal

from prongsai.assessment.rules.shapes import Key, Stated
from prongsai.catalogues.shapes import (
    Catalogue,
    Indicator,
    Instrument,
    Item,
    Level,
    Origin,
    Part,
    Question,
    Topic,
)

HERE = Origin("test")
NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)  # fmt: skip
EACH = {"IIT": 85.0, "EIT1": 85.0, "EIT2": 85.0, "OIT": 85.0}


def _owner(number: int) -> str:
    return "IIT" if number < 6 else "EIT" if number < 9 else "OIT"


def _sub(number: int) -> str:
    return f"9.{(number - 1) // 4 + 1}" if number <= 20 else f"10.{1 if number <= 26 else 2}"


def make_catalogue(*, oit_mean_of: str = "items") -> Catalogue:
    """Three instruments, ten indicators, 24 questions, 28 items, five levels."""
    parts = [Part("EIT1", "ส่วนที่ 1", 15), Part("EIT2", "ส่วนที่ 2", 15)]
    instruments = [
        Instrument("IIT", "ภายใน", 30, [], HERE),
        Instrument("EIT", "ภายนอก", 30, parts, HERE),
        Instrument("OIT", "เปิดเผย", 40, [], HERE),
    ]
    indicators = [Indicator(str(n), name, _owner(n), HERE) for n, name in enumerate(NAMES, 1)]
    questions = [
        Question(f"i{n}", f"ข้อ i{n}", str((n - 1) // 3 + 1), False, HERE) for n in range(1, 16)
    ]
    questions += [
        Question(f"e{n}", f"ข้อ e{n}", str((n - 1) // 3 + 6), False, HERE) for n in range(1, 10)
    ]
    items = [
        Item(
            f"O{n}",
            f"รายการ {n}",
            "กลุ่ม",
            "9" if n <= 20 else "10",
            _sub(n),
            0,
            [],
            [],
            [],
            [],
            HERE,
        )
        for n in range(1, 29)
    ]
    levels = [
        Level("excellent", "ผ่านดีเยี่ยม", 95, EACH, HERE),
        Level("good", "ผ่านดี", 85, EACH, HERE),
        Level("pass", "ผ่าน", 85, {}, HERE),
        Level("improve", "ต้องปรับปรุง", 70, {}, HERE),
        Level("urgent", "ต้องปรับปรุงโดยด่วน", 0, {}, HERE),
    ]
    topics = [Topic(1, "หนึ่ง", ["i1", "e1"], ["O8", "O9"], [], HERE)]
    return Catalogue(
        "nacc-ita", 2568, False, instruments, indicators, questions, items, levels, [], topics, [], HERE,
        oit_mean_of=oit_mean_of,
    )  # fmt: skip


def stated(scores: Mapping[str, object], total: object = None, level: str = "") -> Stated:
    """Scores by codes such as "IIT", "EIT1", "3", "9.1", "i1", "O5", "e1@EIT1"."""
    found = {key_of(code): Decimal(str(score)) for code, score in scores.items()}
    return Stated(found, None if total is None else Decimal(str(total)), level)


def key_of(code: str) -> Key:
    """The key that a code means."""
    plain, _at, part = code.partition("@")
    kind = (
        "part" if plain in ("EIT1", "EIT2") else "instrument" if plain in ("IIT", "EIT", "OIT")
        else "item" if plain[0] == "O" else "question" if plain[0] in "ie"
        else "sub-indicator" if "." in plain else "indicator"
    )  # fmt: skip
    return Key(kind, plain, part)


def all_items(*failed: int) -> dict[str, object]:
    """Every item at 100 but some."""
    return {f"O{n}": 0 if n in failed else 100 for n in range(1, 29)}
