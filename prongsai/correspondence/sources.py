"""What issued papers prove of a fiscal year: "order of class X", "announcement of class X"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.correspondence import rules
from prongsai.correspondence.models import PaperTemplate, SealedDocument
from prongsai.correspondence.papers.classes import PaperClass, list_classes
from prongsai.correspondence.papers.content import describe_papers
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
# Kind and class of the papers that each source tells of; None: of every class.
ASKED: dict[str, tuple[str, PaperClass | None]] = {kind: (kind, None) for kind in PROVING}
ASKED |= {f"{c.kind}-{c.code}": (c.kind, c) for c in list_classes() if c.kind in PROVING}
NOUNS = {rules.ORDER: "คำสั่ง", rules.ANNOUNCEMENT: "ประกาศ"}


def list_kept(digests: Collection[str]) -> Iterable[str]:
    """Of some digests those of sealed documents and of own templates."""
    for model in (SealedDocument, PaperTemplate):
        yield from model.objects.filter(sha256__in=digests).values_list("sha256", flat=True)


holders.register(list_kept)


def report_family(codes: Sequence[str], fiscal_year: int) -> dict[str, SourceReport]:
    """The reports of several of the sources below on a fiscal year (พ.ศ.), in two queries."""
    asked = {code: ASKED[code] for code in codes}
    wanted = [(kind, chosen.code if chosen else "") for kind, chosen in asked.values()]
    papers = list(list_issued(wanted, fiscal_year))
    named = list(zip(papers, describe_papers(papers), strict=True))
    return {
        code: _report(
            kind,
            chosen,
            [
                name
                for paper, name in named
                if paper.kind == kind and (chosen is None or chosen.code == paper.class_code)
            ],
            fiscal_year,
        )
        for code, (kind, chosen) in asked.items()
    }


def _report(
    kind: str, chosen: PaperClass | None, names: Sequence[str], fiscal_year: int
) -> SourceReport:
    """One paper is expected of a class, none of a kind."""
    if chosen is None:
        text = f"ออก{NOUNS[kind]} {len(names)} ฉบับ ในปีงบประมาณ พ.ศ. {fiscal_year}"
        missing = []
    else:
        text = f"มี{names[-1]}" if names else ""
        missing = [] if names else [_("Not issued yet: %(class)s") % {"class": chosen.label}]
    output = (float(len(names)), "ฉบับ", to_thai(text)) if names else None
    return SourceReport(names, int(chosen is not None), missing, output, None)


def report_of(code: str, fiscal_year: int) -> SourceReport:
    """The report of one source on a fiscal year (พ.ศ.)."""
    return report_family([code], fiscal_year)[code]


def _label(chosen: PaperClass) -> str:
    kinds = {rules.ORDER: _("Official order"), rules.ANNOUNCEMENT: _("Announcement")}
    return f"{kinds[chosen.kind]}: {chosen.label}"


for source_code, (of_kind, of_class) in ASKED.items():
    register(
        EvidenceSource(
            code=source_code,
            label=lazy(_label, str)(of_class) if of_class else LABELS[of_kind],
            report=partial(report_of, source_code),
            family=report_family,
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
        tags=list(ASKED),
    )
)
