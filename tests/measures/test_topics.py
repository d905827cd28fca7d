"""The topics of a plan come from the catalogue of its year."""

import pytest

from prongsai.measures.topics import topics_of

SEVEN = [
    "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    "การให้บริการและระบบ E-Service",
    "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    "กระบวนการควบคุมตรวจสอบการใช้อำนาจ และการบริหารงานบุคคล",
    "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
]


@pytest.mark.parametrize("year", [2550, 2566, 2567, 2568, 2569, 2575])
def test_every_year_has_its_topics_without_a_database(year: int) -> None:
    assert topics_of(year) == SEVEN
