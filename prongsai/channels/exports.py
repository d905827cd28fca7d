"""The log of publications in its columns: a line for each channel. Words of the sheets are Thai."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from prongsai.channels.codes import Channel
from prongsai.channels.models import Delivery, LoggedPublication
from prongsai.common.sheets import Cell
from prongsai.registerkit.exports import Column
from prongsai.thai.calendar import format_date

PUBLICATIONS = (
    Column("title", "เรื่อง", 60),
    Column("kind", "ประเภท", 24),
    Column("channel", "ช่องทาง", 24),
    Column("state", "สถานะ", 16),
    Column("date", "วันที่เผยแพร่", 16),
    Column("time", "เวลา", 10),
    Column("recipients", "จำนวนผู้รับ", 12),
    Column("address", "ที่อยู่", 60),
    Column("by", "ผู้เผยแพร่", 26),
)
CHANNELS = {
    Channel.WEBSITE: "เว็บไซต์",
    Channel.LINE: "LINE Official Account",
    Channel.FACEBOOK: "เพจ Facebook",
    Channel.EMAIL: "อีเมลผู้รับข่าวสาร",
    Channel.FEED: "ฟีดข่าว (Atom/JSON)",
    Channel.ICS: "ปฏิทิน (ICS)",
}
STATES = {
    Delivery.State.WAITING: "รอส่ง",
    Delivery.State.SENT: "เผยแพร่แล้ว",
    Delivery.State.FAILED: "ส่งไม่สำเร็จ",
    Delivery.State.CANCELLED: "ยกเลิก",
}


def publication_rows(publications: Iterable[LoggedPublication]) -> Iterator[list[Cell]]:
    """A row for each publication on each channel."""
    for one in publications:
        for delivery in one.deliveries.all():
            at = timezone.localtime(delivery.sent_at) if delivery.sent_at else None
            sending = delivery.sending
            yield [
                one.title,
                one.kind_label,
                CHANNELS[Channel(delivery.channel)],
                STATES[Delivery.State(delivery.state)],
                format_date(at.date()) if at else "",
                f"{at:%H:%M}" if at else "",
                delivery.recipients,
                (sending.address if sending else "") or one.link,
                str(one.published_by or ""),
            ]
