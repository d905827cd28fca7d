"""Responsible units out of a cell: split, without people."""

import re
from collections.abc import Iterable, Sequence

from prongsai.measures.importing.items import one_line
from prongsai.measures.importing.result import KnownUnit
from prongsai.thai.text import repair

ALL_DIVISIONS = "ทุกสำนัก/กอง"
_LETTER = "[ก-ฺเ-๎]"
_KINDS = r"(?:ส่วนราชการ|หน่วยงาน(?:ย่อย)?|สำนักงาน|สำนัก|กอง|ส่วน|ฝ่าย|ศูนย์|โรงเรียน|งาน)"
_SCOPE = r"(?:ในสังกัด|ภายใน|ที่เกี่ยวข้อง|ของ|ทุกคน)"
_KIND = rf"{_KINDS}(?!(?!{_SCOPE}|และ|หรือ){_LETTER})"  # "กอง" alone, not that of "กองคลัง"
_ALL = re.compile(
    rf"(?:ทั้งหมด)?ทุก\s*(?:ๆ\s*)?{_KIND}(?:\s*(?:/|,|และ|หรือ|\s)\s*(?:ทุก\s*)?{_KIND})*"
    rf"(?:\s*{_SCOPE}{_LETTER}*)?"
    rf"|(?:สำนัก\s*/\s*กอง|กอง\s*/\s*สำนัก)\s*ทุก(?:แห่ง|กอง|สำนัก)"
)
# "สำนัก/กองที่เกี่ยวข้อง" names a kind of unit, not two of them.
_KINDS_TOGETHER = re.compile(rf"(?:สำนัก|กอง)(?:\s*/\s*{_KIND})+(?:\s*ที่เกี่ยวข้อง)?")
_NAMES_WITH_COMMA = re.compile(r"การศึกษา\s*,?\s*ศาสนา\s*,?\s*(?:และ\s*)?วัฒนธรรม")
_UNIT = (
    r"(?:สำนัก|กอง|หน่วย|ฝ่าย|ส่วน|ศูนย์|โรงเรียน|สถานี|งาน|กลุ่ม|คณะ|แผนก|ทุก|ปลัด|นายก(?!ร)|รอง|"
    r"หัวหน้า|ผู้อำนวยการ|ผู้(?:ที่)?เกี่ยวข้อง|ผู้บริหาร|บุคลากร|พนักงาน|นัก|เจ้าพนักงาน|เจ้าหน้าที่|"
    r"สภา|อบต|อบจ|เทศบาล|องค์การ)"
)
_DIVISION = r"(?:สำนัก|กอง(?!ทุน)|หน่วยตรวจสอบ)"
_TITLE = r"(?:นาย(?!ก)|นาง|น\.\s?ส\.|ว่าที่|ดร\.|พ\.?จ\.?อ|จ\.ส\.|ส\.อ\.|ร\.ต\.|สิบ|จ่า|พัน|ร้อย)"
_PERSON = re.compile(rf"^{_TITLE}")
_POSITION = re.compile(
    r"^(?:นัก|เจ้าพนักงาน|เจ้าหน้าที่|หัวหน้า|ผู้อำนวยการ|ผู้ช่วย|ปลัด|รองปลัด|นิติกร|นายช่าง|ครู|บุคลากร)"
)
_PERSON_BEHIND = re.compile(rf"^(\S.*?)\s*(?:\s|[:–-]|โดย)\s*(?:โดย\s*)?({_TITLE}\S.*)$")
_OFFICE_BEHIND = re.compile(
    r"\s*(?:(?:อบต|อบจ|ทต|ทม|ทน)\.|องค์การบริหารส่วน|เทศบาล(?:ตำบล|เมือง|นคร)?|เมืองพัทยา).*$"
)
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_ALL_MARK, _KEPT_MARK = "\x02", "\x03"


def read_units(text: str, known: Sequence[KnownUnit]) -> tuple[list[str], list[str]]:
    """Units and people of a cell, in their order, each once."""
    people: list[str] = []
    plain = _PARENTHESES.sub(lambda match: _take_parentheses(match, people), repair(text))
    names: list[str] = []
    for piece in _split(_ALL.sub(f" {_ALL_MARK} ", plain), known):
        if _ALL_MARK in piece:
            names.append(ALL_DIVISIONS)
        name, person = _without_person(_tidy(piece.replace(_ALL_MARK, " ")))
        if person:
            people.append(person)
        if re.search(_LETTER, name) or name.isalpha():
            names.append(name)
    units = [_as_known(name, known) for name in names if not _is_person(name, names)]
    people += [name for name in names if _is_person(name, names)]
    return list(dict.fromkeys(units)), list(dict.fromkeys(people))


def _tidy(piece: str) -> str:
    name = one_line(piece).strip(" ;:,/")
    return name if re.search(r"(?:^|[\s)])[ก-ฮ]{1,4}\.$|ฯ\.$", name) else name.rstrip(". ")


def name_key(name: str) -> str:
    """A name without what people write in different ways."""
    return re.sub(r"[\s.,ๆฯ]", "", repair(name))


def _as_known(name: str, known: Sequence[KnownUnit]) -> str:
    """A known unit's own name where only the office's name stands behind it."""
    keys = {name_key(text) for own, aliases in known for text in (own, *aliases)}
    if not known or name_key(name) in keys:
        return name
    shorter = name_key(_OFFICE_BEHIND.sub("", name))
    return next((own for own, aliases in known if shorter in map(name_key, (own, *aliases))), name)


def _without_person(name: str) -> tuple[str, str]:
    """A name and the person written behind it ("สำนักปลัด โดย นายสมชาย")."""
    behind = _PERSON_BEHIND.match(name)
    if behind and re.match(_UNIT, behind[1]):
        return behind[1].strip(" :–-"), behind[2]
    return name, ""


def _is_person(name: str, names: Iterable[str]) -> bool:
    if _PERSON.match(name):
        return True
    has_unit = any(re.match(rf"{_DIVISION}|{ALL_DIVISIONS}", other) for other in names)
    return has_unit and bool(_POSITION.match(name))


def _take_parentheses(match: re.Match[str], people: list[str]) -> str:
    inner = " ".join(match[1].split())
    before = match.string[: match.start()].rsplit("\n", 1)[-1]
    if re.match(_DIVISION, inner):
        # "งานนิติการ (สำนักปลัด)" is a part of a division, "นายสมชาย (สำนักปลัด)" a person of one
        has_person = _PERSON.match(one_line(re.split("[,/]", before)[-1]))
        return f"\n{inner}\n" if has_person else f" ({inner})"
    if inner and not re.match(r"งาน|ฝ่าย|กลุ่ม|ทุก", inner):
        people.append(inner)
    return " "


def _split(text: str, known: Sequence[KnownUnit]) -> list[str]:
    kept: list[str] = []

    def keep(name: str) -> str:
        kept.append(name)
        return f"{_KEPT_MARK}{len(kept) - 1}{_KEPT_MARK}"

    for name in _divided_names(known):
        pattern = r"\s*".join(map(re.escape, name.split()))
        text = re.sub(pattern, lambda _match, name=name: keep(name), text)  # type: ignore[misc]
    for inseparable in (_KINDS_TOGETHER, _NAMES_WITH_COMMA):
        text = inseparable.sub(lambda match: keep(_without_breaks(match[0])), text)
    pieces = [piece for line in _lines(text) for piece in _split_line(line)]
    return [_restored(piece, kept) for piece in pieces]


def _without_breaks(name: str) -> str:
    return " ".join(re.sub(r"\n\s*และ", "และ", name).replace(",", " ").split())


def _divided_names(known: Sequence[KnownUnit]) -> list[str]:
    """Known names that hold a separator, the longest first."""
    names = {n for name, aliases in known for n in (name, *aliases) if n}
    return sorted((n for n in names if re.search(r"[\s,/]|และ", n)), key=len, reverse=True)


def _restored(piece: str, kept: Sequence[str]) -> str:
    pattern = rf"{_KEPT_MARK}(\d+){_KEPT_MARK}"
    while re.search(pattern, piece):
        piece = re.sub(pattern, lambda match: kept[int(match[1])], piece)
    return piece


def _lines(text: str) -> list[str]:
    """Lines, with a name that was wrapped put together again."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = one_line(line)
        if plain and lines and _is_rest(plain, lines[-1]):
            lines[-1] += plain if plain.startswith("และ") else f" {plain}"
        elif plain:
            lines.append(plain)
    return lines


def _is_rest(line: str, before: str) -> bool:
    if before.endswith((",", "/", ";")) or line[0] in _ALL_MARK + _KEPT_MARK:
        return False
    if re.match(r"(?:อบต|อบจ|เทศบาล|องค์การ)", line):
        return bool(re.search(r"สำนัก(?:งาน)?ปลัด$", before))
    starts = re.match(_UNIT, line) or _PERSON.match(line) or _POSITION.match(line)
    return not starts and bool(re.match(r"[ก-ฮเ-ไ]", line))


def _split_line(line: str) -> list[str]:
    marks = f"{_ALL_MARK}{_KEPT_MARK}"
    pieces = re.split(rf"\s*[,;/|]\s*|\s*(?:และ|กับ)\s*(?={_UNIT}|[{marks}])", line)
    result: list[str] = []
    for piece in pieces:
        starts_division = re.match(rf"\s*(?:{_DIVISION}|[{marks}])", piece)
        result += re.split(rf"\s+(?={_DIVISION})", piece) if starts_division else [piece]
    return [piece for piece in result if piece.strip()]
