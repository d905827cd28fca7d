"""Where a large Thai title may be broken: between words, never inside a term."""

import re

from prongsai.thai.words import split_words

# What the segmenter parts and people read as one.
TERMS = re.compile(
    "ปีงบประมาณ(?: พ.ศ. [0-9๐-๙]{4})?|พ\\.ศ\\. [0-9๐-๙]{4}|งบประมาณ|ประพฤติมิชอบ|ผู้รับผิดชอบ|รับผิดชอบ|ร้องเรียน|ร้องทุกข์|"
    "องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|สาธารณะ|ภาครัฐ|ราชการ|หน่วยงาน|เจ้าหน้าที่|เว็บไซต์|"
    "ประชาชน|ข้อมูลข่าวสาร|จัดซื้อจัดจ้าง|เป็นปัจจุบัน|โปร่งใส|คุณธรรม|จริยธรรม|ธรรมาภิบาล|ดำเนินการ|ดำเนินงาน|"
    "ปฏิบัติงาน|ปฏิบัติหน้าที่|มาตรการ|ช่องทาง|[0-9]+ (?:ชั่วโมง|วัน|เดือน|ปี|บาท|คน|หน้า|เรื่อง)"
)
# These never begin a line; those never end one.
_STAYS_BEFORE = re.compile(r"[ๆฯ.,:;!?)\]}”’»]+")
_STAYS_AFTER = re.compile(r"[(\[{“‘«]+|(?:และ|ของ|การ|ความ|ผู้|นัก|ที่|ใน|ทุก|ไม่|ต้อง|เป็น)+")


def to_atoms(text: str) -> list[str]:
    """The text in pieces that are not broken; a single space stands by itself."""
    pieces: list[str] = []
    at = 0
    for found in TERMS.finditer(text):
        pieces += [*split_words(text[at : found.start()]), found[0]]
        at = found.end()
    pieces += split_words(text[at:])
    return _join([" " if piece.isspace() else piece for piece in pieces])


def _join(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        hangs = joined and joined[-1] != " "
        if hangs and (_STAYS_BEFORE.fullmatch(piece) or _STAYS_AFTER.fullmatch(joined[-1])):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
