"""The report as a document: memo, introduction, table, appendix."""

from collections.abc import Callable, Iterator, Sequence

from prongsai.correspondence.content import (
    Block,
    Document,
    Heading,
    Items,
    Link,
    MemoHead,
    Numbered,
    Paragraph,
    Photos,
    Row,
    Section,
    Signature,
    Statement,
    Table,
    Title,
)
from prongsai.correspondence.content import Photo as DocumentPhoto
from prongsai.evidence import files
from prongsai.measures.report.analysis import analysis_sections, measures_heading
from prongsai.measures.report.data import (
    EvidenceItem,
    MeasureData,
    ReportData,
    SignerData,
    TopicData,
)
from prongsai.measures.report.wording import (
    COLUMNS,
    DEFAULT_WORDING,
    FOLLOWED_COLUMNS,
    PLAN_COLUMNS,
    SIX_CONTENTS,
    USUAL_ITEM,
    fill,
)
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai

WIDTHS = (1.5, 1.7, 0.8, 0.85, 1.5, 1.4)
FOLLOWED_WIDTHS = (1.35, 1.75, 0.75, 0.75, 2.3, 1.3)
NOTHING = "-"
AMENDED = "มาตรการที่แก้ไขเพิ่มเติม เลื่อน หรือยกเลิก ภายหลังการประกาศ"
CHECKPOINT = "จุดตรวจสอบบันทึกการปฏิบัติงานในระบบ"
KINDS = {"file": "เอกสาร/ภาพถ่าย", "link": "ลิงก์", "record": "ทะเบียนในระบบ"}


def compose(
    data: ReportData,
    wording: dict[str, str],
    *,
    signing: Sequence[Block] = (),
    check_url: str = "",
) -> Document:
    """The whole report. A draft has no number, no date and empty signatures; a submitted one
    brings its signature blocks (`signing`) and the address that checks it."""
    texts = _texts(data, wording)
    sections = [
        Section((*_memo(data, texts), *(signing or _usual_signing(data, texts)))),
        Section(tuple(_introduction(data, texts))),
        Section((_six_columns(data),), is_landscape=True),
        *_amended(data),
        *_appendix(data),
        *_checkpoint(data),
    ]
    return _document(data, texts["subject"], sections, signing, check_url)


def compose_plan(
    data: ReportData,
    wording: dict[str, str],
    *,
    signing: Sequence[Block] = (),
    check_url: str = "",
) -> Document:
    """The plan for approval at the start of the year: memo and the table of what is planned."""
    texts = _texts(data, DEFAULT_WORDING | wording)
    own = {key: texts[f"plan_{key}"] for key in ("subject", "cause", "purpose", "conclusion")}
    # A text that was frozen before measures said how they are followed up keeps its columns.
    follow_up = texts["plan_follow_up"] if "plan_follow_up" in wording else None
    sections = [
        Section((*_memo(data, texts | own), *(signing or _usual_signing(data, texts)))),
        *_plan_sections(data, texts["plan_title"], follow_up),
        *_amended(data),
        *_checkpoint(data),
    ]
    return _document(data, own["subject"], sections, signing, check_url)


def _plan_sections(data: ReportData, title: str, follow_up: str | None) -> Iterator[Section]:
    """The analysis, where there is one, and the table of what is planned."""
    heading = Title(tuple(line.strip() for line in title.split("\n")))
    if data.analysis is None:
        yield Section((heading, _planned(data, follow_up)), is_landscape=True)
        return
    yield from analysis_sections(data.analysis, heading)
    table = _planned(data, follow_up)
    yield Section((measures_heading(data.fiscal_year), table), is_landscape=True)


def report_title(data: ReportData, wording: dict[str, str], key: str = "subject") -> str:
    """The subject of the memo; `key` "plan_subject" for the plan's."""
    return _texts(data, DEFAULT_WORDING | wording)[key]


def _texts(data: ReportData, wording: dict[str, str]) -> dict[str, str]:
    values = placeholders(data)
    return {key: to_thai(fill(text, values)) for key, text in wording.items()}


def _document(
    data: ReportData,
    title: str,
    sections: list[Section],
    signing: Sequence[Block],
    check_url: str,
) -> Document:
    return Document(
        title=title,
        date=data.approved_on or data.memo_date or data.as_of,
        sections=tuple(sections),
        is_draft=data.is_draft and not signing,
        author=data.organization,
        check_url=check_url,
    )


def placeholders(data: ReportData) -> dict[str, str]:
    """What the wording's placeholders stand for."""
    part = "" if data.is_whole_year else f" (ข้อมูล ณ วันที่ {format_date(data.as_of)})"
    return {
        "หน่วยงาน": data.organization or "หน่วยงาน",
        "ปี": str(data.fiscal_year),
        "ปีก่อน": str(data.fiscal_year - 1),
        "กอง": data.division or "หน่วยงาน",
        "อำเภอ": data.amphoe,
        "จังหวัด": data.province,
        "รอบ": part,
        "รายการ": data.item_title or USUAL_ITEM,
    }


def _memo(data: ReportData, texts: dict[str, str]) -> Iterator[Block]:
    yield MemoHead(
        agency=to_thai(data.agency),
        number=to_thai(
            data.number or data.letter_code + "/" if data.letter_code else data.number or ""
        ),
        date=format_date(data.memo_date, "official") if data.memo_date else "",
        subject=texts["subject"],
        to=data.mayor_title,
    )
    for key in ("cause", "purpose", "conclusion"):
        for text in texts[key].split("\n"):
            yield Paragraph(text)


def _usual_signing(data: ReportData, texts: dict[str, str]) -> Iterator[Block]:
    """The blocks of a draft: who would sign today, nothing signed yet."""
    yield _signature(data.reporter, role="ผู้รายงาน")
    for signer in (data.head, data.chief_administrator):
        if signer is not None:
            yield Statement(
                heading=f"ความเห็นของ{signer.position}",
                lines=(texts["opinion"],),
                signature=_signature(signer),
            )
    yield Statement(
        heading=f"ข้อพิจารณา/สั่งการ {data.mayor_title}".strip(),
        lines=("อนุมัติ ตามที่เสนอ", "ไม่อนุมัติตามที่เสนอ เนื่องจาก" + "." * 50),
        signature=_signature(data.mayor),
        has_boxes=True,
        chosen=None if data.is_draft else 0,
    )


def _signature(signer: SignerData | None, role: str = "") -> Signature:
    if signer is None:
        return Signature("", (), role)
    return Signature(signer.name or "", tuple(to_thai(line) for line in signer.lines), role)


def _introduction(data: ReportData, texts: dict[str, str]) -> Iterator[Block]:
    yield Title(tuple(line.strip() for line in texts["title"].split("\n")))
    yield Paragraph(texts["introduction"])
    topics = [topic for topic in data.topics if topic.number is not None]
    yield Items(tuple(to_thai(f"{topic.number}. {topic.title}") for topic in topics))
    yield Paragraph(texts["contents"])
    yield Items(tuple(to_thai(f"{at}) {text}") for at, text in enumerate(SIX_CONTENTS, start=1)))
    yield Paragraph(texts["reference"])


def _six_columns(data: ReportData) -> Table:
    return _by_topic(data, COLUMNS, _row)


def _planned(data: ReportData, follow_up: str | None) -> Table:
    if follow_up is None:
        return _by_topic(data, PLAN_COLUMNS, _plan_row)
    return _by_topic(data, FOLLOWED_COLUMNS, lambda m: _followed_row(m, follow_up), FOLLOWED_WIDTHS)


def _by_topic(
    data: ReportData,
    columns: tuple[str, ...],
    make: Callable[[MeasureData], Row],
    widths: tuple[float, ...] = WIDTHS,
) -> Table:
    rows: list[Row] = []
    for topic in data.topics:
        rows.append(Row(topic=_topic_line(topic)))
        rows += [make(measure) for measure in topic.measures]
        if not topic.measures:
            rows.append(Row(cells=((NOTHING,),) * len(columns)))
    return Table(columns, widths, tuple(rows))


def _topic_line(topic: TopicData) -> str:
    if topic.number is None:
        return "มาตรการที่ไม่ได้ระบุประเด็น"
    return to_thai(f"{topic.number}. {topic.title}")


def _row(measure: MeasureData) -> Row:
    return Row(
        cells=(
            (Numbered(to_thai(measure.number), to_thai(measure.title)),),
            _thai(_numbered(measure.steps)),
            _thai([measure.period_text]),
            _thai(measure.units),
            _thai(_output_lines(measure)),
            _thai([measure.outcome]),
        )
    )


def _plan_row(measure: MeasureData) -> Row:
    outputs = measure.expected_outputs
    return Row(
        cells=(
            (Numbered(to_thai(measure.number), to_thai(measure.title)),),
            _thai(_numbered(measure.steps)),
            _thai([measure.period_text]),
            _thai(measure.units),
            _thai([f"- {text}" for text in outputs] if len(outputs) > 1 else outputs),
            _thai([measure.expected_outcome]),
        )
    )


def _followed_row(measure: MeasureData, follow_up: str) -> Row:
    outputs = [
        f"- {text}" for text in (*measure.expected_outputs, measure.expected_outcome) if text
    ]
    return Row(
        cells=(
            (Numbered(to_thai(measure.number), to_thai(measure.title)),),
            _thai(_numbered(measure.steps)),
            _thai(measure.units),
            _thai([measure.period_text]),
            _thai(outputs),
            _thai([measure.follow_up or follow_up]),
        )
    )


def _amended(data: ReportData) -> Iterator[Section]:
    """What was amended, added, postponed or cancelled after the announcement, with the reasons."""
    if not data.amendments:
        return
    rows = tuple(
        Row(
            cells=(
                (to_thai(item.measure_number),),
                _thai([item.title]),
                _thai([item.change]),
                _thai([item.reason]),
                (format_date(item.date, "official"),),
            )
        )
        for item in data.amendments
    )
    head = ("มาตรการ", "ชื่อมาตรการ/โครงการ", "การเปลี่ยนแปลง", "เหตุผล", "วันที่")
    table = Table(head, (0.8, 2.2, 2.6, 2.2, 1.1), rows)
    yield Section((Heading(AMENDED), table), is_landscape=True)


def _checkpoint(data: ReportData) -> Iterator[Section]:
    if data.checkpoint:
        lines = [Paragraph(line, is_indented=False) for line in data.checkpoint.split("\n")]
        yield Section((Heading(CHECKPOINT), *lines))


def _output_lines(measure: MeasureData) -> list[str]:
    lines = (
        [f"- {text}" for text in measure.outputs] if len(measure.outputs) > 1 else measure.outputs
    )
    if measure.state in ("postponed", "cancelled"):
        word = "เลื่อนการดำเนินการ" if measure.state == "postponed" else "ยกเลิก"
        return [*lines, f"{word} เนื่องจาก{measure.state_reason}"]
    return list(lines)


def _numbered(texts: list[str]) -> list[str]:
    if len(texts) < 2:
        return texts
    return [f"{at}. {text}" for at, text in enumerate(texts, start=1)]


def _thai(lines: list[str]) -> tuple[str, ...]:
    """The lines with Thai digits; a text's own line breaks are lines of their own."""
    split = [part.strip() for line in lines for part in to_thai(line).split("\n")]
    return tuple(part for part in split if part) or (NOTHING,)


def _appendix(data: ReportData) -> Iterator[Section]:
    blocks: list[Block] = []
    if data.evidence:
        blocks += [
            Title(("ภาคผนวก",)),
            Heading("รายการหลักฐานประกอบ"),
            _evidence_table(data.evidence),
        ]
    if data.orders:
        lines = [
            f"{to_thai(str(at))}. {to_thai(item.title)}" for at, item in enumerate(data.orders, 1)
        ]
        blocks += [Heading("คำสั่งที่เกี่ยวข้อง"), Items(tuple(lines))]
    if blocks:
        yield Section(tuple(blocks))
    if data.photos:
        photos = tuple(
            DocumentPhoto(
                files.read(p.sha256),
                p.media_type,
                to_thai(f"มาตรการที่ {p.measure_number} {p.caption}"),
            )
            for p in data.photos
        )
        yield Section((Title(("ภาพถ่ายประกอบ",)), Photos(photos)))


def _evidence_lines(item: EvidenceItem) -> tuple[str | Link, ...]:
    title = to_thai(item.title)
    if not item.link:
        return (title,)
    return (Link(title, item.link), *([item.link] if item.kind == "link" else []))


def _evidence_table(items: list[EvidenceItem]) -> Table:
    rows = tuple(
        Row(
            cells=(
                (to_thai(str(at)),),
                (to_thai(item.measure_number),),
                _evidence_lines(item),
                (KINDS.get(item.kind, item.kind),),
                (format_date(item.date, "official") if item.date else NOTHING,),
            )
        )
        for at, item in enumerate(items, start=1)
    )
    head = ("ที่", "มาตรการ", "หลักฐาน", "ประเภท", "ลงวันที่")
    return Table(head, (0.5, 0.95, 3.1, 1.2, 1.3), rows)
