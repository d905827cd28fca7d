"""The analysis of last year's result as a part of the plan's document."""

from collections.abc import Iterator

from prongsai.correspondence.content import Block, Cell, Heading, Paragraph, Row, Section, Table
from prongsai.correspondence.papers.body import official_digits
from prongsai.measures.report.data import AnalysisData, FindingData, ScoreData
from prongsai.thai.digits import to_thai

# The words of the disclosure item: the document is Thai whatever the interface is.
KINDS = {
    "urgent": "ข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน",
    "develop": "ประเด็นที่จะต้องพัฒนาให้ดีขึ้น",
    "none": "ไม่พบข้อบกพร่องหรือจุดอ่อน",
}
RESULT = "๑. ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปี พ.ศ. {year}"
BY_TOPIC = "๒. ผลการวิเคราะห์ผลการประเมิน แยกตามประเด็น"
MEASURES = "๓. มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}"
NOTHING = "-"
UNKNOWN_RESULT = "ยังไม่มีคะแนนผลการประเมินในระบบ"


def analysis_sections(analysis: AnalysisData, title: Block) -> Iterator[Section]:
    """The result on upright pages, then the findings of each topic."""
    year = to_thai(str(analysis.year))
    blocks: list[Block] = [title, Heading(RESULT.format(year=year))]
    if analysis.total is None and not analysis.indicators:
        blocks.append(Paragraph(UNKNOWN_RESULT))
    else:
        blocks += _result(analysis)
    yield Section(tuple(blocks))
    yield Section((Heading(BY_TOPIC), _by_topic(analysis)), is_landscape=True)


def measures_heading(fiscal_year: int) -> Heading:
    """The heading above the table of measures that answer the findings."""
    return Heading(MEASURES.format(year=to_thai(str(fiscal_year))))


def say_score(score: float | None) -> str:
    """A score with two decimals in Thai digits, or a dash."""
    return NOTHING if score is None else to_thai(f"{score:.2f}")


def _result(analysis: AnalysisData) -> list[Block]:
    level = f" ระดับผลการประเมิน {analysis.level}" if analysis.level else ""
    text = f"คะแนนภาพรวม {say_score(analysis.total)} คะแนน{level}"
    blocks: list[Block] = [Paragraph(text)]
    if analysis.instruments:
        blocks += [Heading("คะแนนแยกตามเครื่องมือ"), _table("เครื่องมือ", analysis.instruments)]
    if analysis.indicators:
        blocks += [Heading("คะแนนแยกตามตัวชี้วัด"), _table("ตัวชี้วัด", analysis.indicators)]
    return blocks


def _table(what: str, rows: list[ScoreData]) -> Table:
    lines = tuple(
        Row(
            cells=(
                (official_digits(row.code),),
                (official_digits(row.title),),
                (say_score(row.score),),
            )
        )
        for row in rows
    )
    return Table(("ที่", what, "คะแนน"), (0.6, 4.2, 0.9), lines)


def _by_topic(analysis: AnalysisData) -> Table:
    rows: list[Row] = []
    for topic in analysis.topics:
        rows.append(Row(topic=to_thai(f"{topic.number}. {topic.title}")))
        rows += [_finding(finding) for finding in topic.findings]
        if not topic.findings:
            rows.append(Row(cells=((NOTHING,),) * 4))
    head = ("ลักษณะ", "ผลการวิเคราะห์", "คะแนนที่ใช้วิเคราะห์", "มาตรการที่รองรับ")
    return Table(head, (1.4, 3.2, 2.6, 0.9), tuple(rows))


def _finding(finding: FindingData) -> Row:
    return Row(
        cells=(
            (KINDS.get(finding.kind, finding.kind),),
            (official_digits(finding.text),),
            _speaking(finding.scores),
            (to_thai(", ".join(finding.measures)) or NOTHING,),
        )
    )


def _speaking(scores: list[ScoreData]) -> Cell:
    lines = [official_digits(f"{row.code} {row.title}: ") + say_score(row.score) for row in scores]
    return tuple(lines) or (NOTHING,)
