"""What questions of the public prove of a year, and what of them anybody may read."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.evidence import entries
from prongsai.evidence.entries import EntrySource, PublicEntry
from prongsai.evidence.sources import EvidenceSource, SourceReport, Suggestion, register
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website.models import Question
from prongsai.website.question_queries import Count, count_year, list_published


def list_entries() -> Iterator[PublicEntry]:
    """Published answers, newest first."""
    for one in list_published().iterator(chunk_size=500):
        if one.published_at is None:
            continue
        day = timezone.localdate(one.published_at)
        yield PublicEntry(
            title=one.published_subject,
            url=one.get_absolute_url(),
            date=day,
            updated=one.changed_at,
            kind="questions",
            year=fiscal_year_of(day).year_be,
        )


def report_of_year(fiscal_year: int) -> SourceReport:
    """The questions of a fiscal year (พ.ศ.): each open one is missing."""
    count = count_year(fiscal_year)
    return SourceReport(
        items=_lines(count),
        expected=count.asked,
        missing=[_say(one) for one in count.open_ones],
        suggested_output=_output(count, fiscal_year) if count.asked else None,
        suggested_outcome=_outcome(count) if count.answered else None,
    )


def _lines(count: Count) -> list[str]:
    if not count.answered:
        return []
    words = _("%(answered)s questions answered, %(in_time)s in time, %(published)s published")
    return [words % vars(count)]


def _say(question: Question) -> str:
    words = _("Question %(number)s, to be answered by %(day)s")
    return words % {"number": question.pk, "day": format_date(question.due_on, "short")}


def _output(count: Count, fiscal_year: int) -> Suggestion:
    sentence = (
        f"รับคำถามจากประชาชนทางเว็บไซต์ {count.asked} เรื่อง ตอบแล้ว {count.answered} เรื่อง "
        f"เผยแพร่คำถามคำตอบ {count.published} เรื่อง ในปีงบประมาณ พ.ศ. {fiscal_year}"
    )
    return float(count.asked), "เรื่อง", to_thai(sentence)


def _outcome(count: Count) -> Suggestion:
    share = round(100 * count.in_time / count.answered)
    sentence = f"ตอบภายใน 15 วัน {count.in_time} เรื่อง คิดเป็นร้อยละ {share} ของเรื่องที่ตอบแล้ว"
    return float(share), "ร้อยละ", to_thai(sentence)


entries.register(EntrySource("questions", gettext_lazy("questions and answers"), list_entries))
register(
    EvidenceSource(
        "public-questions",
        gettext_lazy("questions of the public and their answers"),
        report_of_year,
        words=("ถามตอบ", "ถาม-ตอบ", "ช่องทางสอบถาม", "Q&A", "กระดานถาม"),
    )
)
