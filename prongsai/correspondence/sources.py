"""What issued papers prove of a fiscal year: "order of class X", "announcement of class X"."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.correspondence import rules
from prongsai.correspondence.models import PaperTemplate, SealedDocument
from prongsai.correspondence.papers.classes import PaperClass, list_classes
from prongsai.correspondence.papers.content import describe_paper
from prongsai.correspondence.papers.queries import list_issued, search_public
from prongsai.evidence import entries, holders
from prongsai.evidence.entries import EntrySource, PublicEntry
from prongsai.evidence.sources import EvidenceSource, SourceReport, register
from prongsai.thai.digits import to_thai

PROVING = (rules.ORDER, rules.ANNOUNCEMENT)
LABELS = {
    rules.ORDER: gettext_lazy("Orders of a year"),
    rules.ANNOUNCEMENT: gettext_lazy("Announcements of a year"),
}
NOUNS = {rules.ORDER: "คำสั่ง", rules.ANNOUNCEMENT: "ประกาศ"}


def list_kept(digests: Collection[str]) -> Iterable[str]:
    """Of some digests those of sealed documents and of own templates."""
    for model in (SealedDocument, PaperTemplate):
        yield from model.objects.filter(sha256__in=digests).values_list("sha256", flat=True)


holders.register(list_kept)


def report_class(chosen: PaperClass, fiscal_year: int) -> SourceReport:
    """The issued papers of one class in a fiscal year (พ.ศ.); one is expected."""
    papers = list(list_issued(chosen.kind, chosen.code, fiscal_year))
    names = [describe_paper(paper) for paper in papers]
    output = (float(len(papers)), "ฉบับ", to_thai(f"มี{names[-1]}")) if names else None
    missing = [] if papers else [_("Not issued yet: %(class)s") % {"class": chosen.label}]
    return SourceReport(names, 1, missing, output, None)


def report_kind(kind: str, fiscal_year: int) -> SourceReport:
    """All issued papers of a kind in a fiscal year (พ.ศ.); none is expected."""
    papers = list(list_issued(kind, "", fiscal_year))
    names = [describe_paper(paper) for paper in papers]
    text = f"ออก{NOUNS[kind]} {len(papers)} ฉบับ ในปีงบประมาณ พ.ศ. {fiscal_year}"
    output = (float(len(papers)), "ฉบับ", to_thai(text)) if papers else None
    return SourceReport(names, 0, [], output, None)


def _label(chosen: PaperClass) -> str:
    kinds = {rules.ORDER: _("Official order"), rules.ANNOUNCEMENT: _("Announcement")}
    return f"{kinds[chosen.kind]}: {chosen.label}"


for proving in PROVING:
    register(
        EvidenceSource(
            code=proving,
            label=LABELS[proving],
            report=partial(report_kind, proving),
        )
    )
for known in list_classes():
    if known.kind in PROVING:
        register(
            EvidenceSource(
                code=f"{known.kind}-{known.code}",
                label=lazy(_label, str)(known),
                report=partial(report_class, known),
            )
        )


def list_pages() -> Iterator[PublicEntry]:
    """The pages of published orders, announcements and other papers."""
    for paper in search_public():
        assert paper.published_at is not None
        yield PublicEntry(
            title=paper.subject,
            url=reverse("public_paper", args=[paper.public_id]),
            date=timezone.localdate(paper.published_at),
            updated=paper.published_at,
            kind="papers",
            year=paper.fiscal_year,
            tags=[paper.kind, f"{paper.kind}-{paper.class_code}"],
        )


entries.register(
    EntrySource(
        "papers",
        gettext_lazy("Orders and announcements"),
        list_pages,
        # The codes of the evidence sources above: what proves a year is shown by these pages.
        tags=[*PROVING, *(f"{c.kind}-{c.code}" for c in list_classes() if c.kind in PROVING)],
    )
)
