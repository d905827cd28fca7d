"""What disclosure publishes itself: the page of each year, and of each item."""

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prongsai.catalogues.queries import find_catalogues
from prongsai.correspondence import verifying
from prongsai.disclosure.models import DisclosureYear, Snapshot, SnapshotSeal
from prongsai.disclosure.queries.access import list_public_years
from prongsai.disclosure.queries.offered import OWN
from prongsai.evidence import holders
from prongsai.evidence.entries import EntrySource, PublicEntry, register
from prongsai.evidence.holders import digests_in


def list_pages() -> Iterator[PublicEntry]:
    """The pages of the published years and of their items."""
    years = list_public_years()
    catalogues = find_catalogues(year.fiscal_year for year in years)
    for year in years:
        title = gettext("Disclosure of information, ITA %(year)s") % {"year": year.fiscal_year}
        yield _entry(year, title, reverse("public_ita_year", args=[year.fiscal_year]))
        for item in catalogues[year.fiscal_year].items:
            url = reverse("public_ita_item", args=[year.fiscal_year, item.code.lower()])
            yield _entry(year, f"{item.code} {item.title} (ITA {year.fiscal_year})", url)


def _entry(year: DisclosureYear, title: str, url: str) -> PublicEntry:
    changed = max(year.changed_at, year.published_at or year.changed_at)
    return PublicEntry(title, url, timezone.localdate(changed), changed, OWN, year.fiscal_year)


def find_snapshot(code: str) -> str:
    """The page of the snapshot of a printed code, or an empty text; for the verification page."""
    found = Snapshot.objects.filter(code=code, year__published_at__isnull=False)
    snapshot = found.select_related("year").first()
    if snapshot is None:
        return ""
    return reverse("public_ita_snapshot", args=[snapshot.year.fiscal_year, snapshot.number])


def list_frozen(digests: Collection[str]) -> Iterable[str]:
    """Of some digests those of files and pages that snapshots show, and of their sealed papers."""
    frozen = digests_in(Snapshot.objects.values_list("content__files", flat=True))
    seals = SnapshotSeal.objects.filter(sha256__in=digests).values_list("sha256", flat=True)
    return frozen.union(seals).intersection(digests)


holders.register(list_frozen)
verifying.register(find_snapshot)
register(EntrySource(OWN, _("Disclosure of information"), list_pages))
