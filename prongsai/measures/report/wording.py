"""The report's texts: the usual wording, which each office may change.

Placeholders stand in braces: {หน่วยงาน} {ปี} {ปีก่อน} {กอง} {อำเภอ} {จังหวัด} {รอบ} {รายการ}: the name that the year's
disclosure item gives the plan.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.common.errors import Refused

PLACEHOLDERS = ("หน่วยงาน", "ปี", "ปีก่อน", "กอง", "อำเภอ", "จังหวัด", "รอบ", "รายการ")

DEFAULT_WORDING: dict[str, str] = {
    "subject": (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสตามมาตรการของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปี}{รอบ}"
    ),
    "cause": (
        "ด้วย{หน่วยงาน}ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "(ITA) ประจำปี พ.ศ. {ปีก่อน} และกำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใส"
        "ภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปี} โดยมอบหมายผู้รับผิดชอบและระยะเวลาดำเนินการไว้แล้ว นั้น"
    ),
    "purpose": (
        "บัดนี้ {กอง}ได้รวบรวมผลการดำเนินการตามมาตรการดังกล่าว ประจำปีงบประมาณ พ.ศ. {ปี}{รอบ} "
        "จากทุกส่วนราชการแล้ว จึงขอรายงานผลการดำเนินการ รายละเอียดปรากฏตามเอกสารที่แนบมาพร้อมนี้ "
        "และขออนุญาตเผยแพร่บนเว็บไซต์ของหน่วยงานเพื่อให้ประชาชนตรวจสอบได้"
    ),
    "conclusion": "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนาม",
    "opinion": "- เพื่อโปรดพิจารณา",
    "title": (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\n"
        "ประจำปีงบประมาณ พ.ศ. {ปี}{รอบ}\n"
        "{หน่วยงาน} อำเภอ{อำเภอ} จังหวัด{จังหวัด}"
    ),
    "introduction": (
        "{หน่วยงาน} โดย{กอง} ได้นำผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "ประจำปี พ.ศ. {ปีก่อน} มาวิเคราะห์ และกำหนดมาตรการหรือแนวทางเพื่อพัฒนาการดำเนินงานให้เป็นรูปธรรม"
        "ในปีงบประมาณ พ.ศ. {ปี} แบ่งเป็นประเด็น ดังนี้"
    ),
    "contents": (
        "{กอง}จึงจัดทำรายงานผลการดำเนินการตามมาตรการดังกล่าว ซึ่งแต่ละมาตรการแสดงรายละเอียดหกส่วน ได้แก่"
    ),
    "reference": "รายละเอียดปรากฏตามตาราง ดังนี้",
    "plan_subject": "ขออนุมัติ{รายการ} ประจำปีงบประมาณ พ.ศ. {ปี}",
    "plan_cause": (
        "ด้วย{หน่วยงาน}ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "(ITA) ประจำปี พ.ศ. {ปีก่อน} แล้ว เห็นควรกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        "เพื่อให้การดำเนินงานในปีงบประมาณ พ.ศ. {ปี} มีผู้รับผิดชอบและระยะเวลาที่ชัดเจน"
    ),
    "plan_purpose": (
        "{กอง}จึงขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปี} "
        "รายละเอียดปรากฏตามเอกสารที่แนบมาพร้อมนี้ และขออนุญาตประกาศให้ทราบโดยทั่วกันบนเว็บไซต์ของหน่วยงาน"
    ),
    "plan_conclusion": "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนาม",
    "plan_title": ("{รายการ}\nประจำปีงบประมาณ พ.ศ. {ปี}\n{หน่วยงาน} อำเภอ{อำเภอ} จังหวัด{จังหวัด}"),
    "plan_follow_up": ("ติดตามความก้าวหน้าทุกไตรมาส และรายงานผลการดำเนินการต่อผู้บริหารเมื่อสิ้นปีงบประมาณ"),
}
USUAL_ITEM = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
WORDING_LABELS = {
    "subject": gettext_lazy("Memo: subject"),
    "cause": gettext_lazy("Memo: cause"),
    "purpose": gettext_lazy("Memo: purpose"),
    "conclusion": gettext_lazy("Memo: conclusion"),
    "opinion": gettext_lazy("Memo: opinion proposed"),
    "title": gettext_lazy("Report: title"),
    "introduction": gettext_lazy("Report: introduction"),
    "contents": gettext_lazy("Report: before the contents"),
    "reference": gettext_lazy("Report: before the table"),
    "plan_subject": gettext_lazy("Plan's memo: subject"),
    "plan_cause": gettext_lazy("Plan's memo: cause"),
    "plan_purpose": gettext_lazy("Plan's memo: purpose"),
    "plan_conclusion": gettext_lazy("Plan's memo: conclusion"),
    "plan_title": gettext_lazy("Plan: title"),
    "plan_follow_up": gettext_lazy("Plan: follow-up of a measure that says none of its own"),
}
SIX_CONTENTS = (
    "มาตรการ โครงการ หรือกิจกรรมที่ดำเนินการ",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ช่วงระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ (output)",
    "ผลลัพธ์หรือผลสัมฤทธิ์ (outcome/result)",
)
COLUMNS = (
    "มาตรการ/โครงการ",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ (output)",
    "ผลลัพธ์ในการดำเนินการ (outcome/result)",
)
PLAN_COLUMNS = (
    "มาตรการ/โครงการ",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลผลิตที่คาดหวัง (output)",
    "ผลลัพธ์ที่คาดหวัง (outcome)",
)
FOLLOWED_COLUMNS = (
    "มาตรการ/โครงการ",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ผู้รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
    "ผลที่คาดหวัง",
    "การกำกับติดตามและการรายงานผล",
)
_FIELD = re.compile(r"\{([^{}]*)\}")


def check_wording(key: str, text: str) -> None:
    """Raise `Refused` (field: the text's key) when a placeholder is unknown or a brace is left."""
    unknown = [name for name in _FIELD.findall(text) if name not in PLACEHOLDERS]
    if unknown or re.search(r"[{}]", _FIELD.sub("", text)):
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise Refused(_("Only these placeholders are known: %(known)s") % {"known": known}, key)


def fill(text: str, values: dict[str, str]) -> str:
    """The text with its placeholders filled; only plain names, nothing is evaluated."""
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), text)
