"""What the example organisation has told the public: an entry of each kind, on pages that it has."""

import datetime as dt
from typing import Any

from django.utils import timezone

from prongsai.channels import services
from prongsai.channels.codes import Channel
from prongsai.channels.content import Publication


def load_example(actor: Any, year: int) -> None:
    """Publish some pages of the running fiscal year (พ.ศ.) and the years before it."""
    told = (
        ("plan", "plan", f"แผนส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ {year}",
         "มาตรการทุกด้าน พร้อมผู้รับผิดชอบและกำหนดเวลา", f"/plan/{year}/", 20),
        ("analysis", "integrity", f"ผลการวิเคราะห์การประเมิน ITA เพื่อจัดทำมาตรการปี {year}",
         "ข้อที่ควรพัฒนา และมาตรการที่จะดำเนินการ", f"/plan/{year}/analysis/", 12),
        ("report", "report", f"รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ {year - 2}",
         "ผลผลิตและผลลัพธ์ของทุกมาตรการ ดาวน์โหลดได้ทั้งฉบับ", f"/plan/{year - 2}/report/", 6),
        ("meetings", "meeting", "รายงานการประชุมประจำเดือนของหน่วยงาน",
         "อ่านรายงานการประชุมที่รับรองแล้วได้ทุกครั้ง", "/meetings/staff/", 1),
    )  # fmt: skip
    now = timezone.now()
    for key, kind, title, summary, url, days in told:
        services.publish(
            actor=actor,
            publication=Publication(f"example:{key}", kind, title, summary, url),
            channels=[Channel.WEBSITE, Channel.EMAIL, Channel.FEED],
            at=now - dt.timedelta(days=days),
        )
