"""Responsible units out of a cell: split, without people."""

import re
from collections.abc import Sequence

from prongsai.measures.importing.items import one_line
from prongsai.measures.importing.result import KnownUnit
from prongsai.thai.text import repair

ALL_DIVISIONS = "ทุกสำนัก/กอง"
_ALL = re.compile(
    r"ทุก\s*(?:ๆ\s*)?(?:สำนัก|กอง|ส่วนราชการ|หน่วยงาน|ส่วน|ฝ่าย)"
    r"(?:\s*(?:/|,|และ)\s*(?:ทุก)?(?:สำนัก|กอง|ส่วนราชการ|หน่วยงาน|ส่วน|ฝ่าย))*"
    r"|(?:สำนัก\s*/\s*กอง|กอง\s*/\s*สำนัก)\s*(?:ทุก(?:แห่ง|กอง|สำนัก))|ทั้งหมดทุก(?:กอง|ส่วน)"
)
_UNIT = (
    r"(?:สำนัก|กอง|หน่วย|ฝ่าย|ส่วน|ศูนย์|โรงเรียน|สถานี|งาน(?!บ)|กลุ่ม|คณะ|แผนก|ทุก|ปลัด|นายก(?!ร)|รอง|"
    r"หัวหน้า|ผู้อำนวยการ|นัก|เจ้าพนักงาน|เจ้าหน้าที่|สภา|อบต|อบจ|เทศบาล|องค์การ)"
)
_PERSON = re.compile(r"^(?:นาย(?!ก)|นาง|น\.ส\.|ว่าที่|ดร\.|พ\.จ\.|จ\.ส\.|ส\.อ\.|ร\.ต\.|สิบ|จ่า|พัน|ร้อย)")
_PARENTHESES = re.compile(r"\(([^()]*)\)")


def read_units(text: str, known: Sequence[KnownUnit]) -> tuple[list[str], list[str]]:
    """Units and people of a cell, in their order, each once."""
    plain = repair(text)
    people: list[str] = []
    plain = _PARENTHESES.sub(lambda match: _take_parentheses(match, people), plain)
    marker = "\x02"
    has_all = bool(_ALL.search(plain))
    plain = _ALL.sub(marker, plain)
    units: list[str] = []
    for piece in _split(plain, known):
        if marker in piece:
            units.append(ALL_DIVISIONS)
            piece = piece.replace(marker, " ")
        name = one_line(piece).strip(" .;:")
        if not name or (has_all and len(name) < 4):
            continue
        if _PERSON.match(name):
            people.append(name)
        else:
            units.append(name)
    return list(dict.fromkeys(units)), list(dict.fromkeys(people))


def _take_parentheses(match: re.Match[str], people: list[str]) -> str:
    inner = match[1].strip()
    if re.match(_UNIT, inner) and not _PERSON.match(inner) and len(inner) > 3:
        # a unit inside another ("งานนิติการ (สำนักปลัด)") stays a part of the name
        return f"({inner})"
    if inner:
        people.append(inner)
    return " "


def _split(text: str, known: Sequence[KnownUnit]) -> list[str]:
    names = sorted(
        {n for name, aliases in known for n in (name, *aliases) if n}, key=len, reverse=True
    )
    kept: dict[str, str] = {}
    for at, name in enumerate(names):
        pattern = r"\s*".join(map(re.escape, name.split()))
        if re.search(r"[\s,/]|และ", name) and re.search(pattern, text):
            token = f"\x03{at}\x03"
            kept[token] = name
            text = re.sub(pattern, token, text)
    pieces = [piece for line in _lines(text) for piece in _split_line(line)]
    return [re.sub(r"\x03\d+\x03", lambda m: kept[m[0]], piece) for piece in pieces]


def _lines(text: str) -> list[str]:
    """Lines, with a name that was wrapped put together again."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = one_line(line)
        if not plain:
            continue
        starts = re.match(_UNIT, plain) or _PERSON.match(plain) or plain[0] in "\x02\x03"
        if (
            lines
            and not starts
            and re.match(r"[ก-ฮเ-ไ]", plain)
            and not lines[-1].endswith((",", "/"))
        ):
            lines[-1] = f"{lines[-1]} {plain}"
        else:
            lines.append(plain)
    return lines


def _split_line(line: str) -> list[str]:
    pieces = re.split(rf"\s*[,;/]\s*|\s*และ\s*(?={_UNIT}|\x02|\x03)", line)
    result = []
    for piece in pieces:
        words = piece.split()
        if len(words) > 1 and all(re.match(r"สำนัก|กอง(?!ทุน)|หน่วยตรวจสอบ", word) for word in words):
            result += words
        else:
            result.append(piece)
    return [piece for piece in result if piece.strip()]
