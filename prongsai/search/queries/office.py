"""Lists of the office: promoted answers, questions without an answer, how much is indexed."""

from django.db.models import Count, QuerySet
from django.http import Http404

from prongsai.search.feeds import feeds
from prongsai.search.models import Entry, Made, Promotion, Unfound
from prongsai.search.rules import fingerprint


def list_promotions() -> "QuerySet[Promotion]":
    """All promoted answers in their order."""
    return Promotion.objects.all()


def get_promotion(pk: int) -> Promotion:
    """A promoted answer; raises Http404."""
    found = Promotion.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_unfound() -> "QuerySet[Unfound]":
    """The questions without an answer, what is asked most on top."""
    return Unfound.objects.all()


def get_unfound(pk: int) -> Unfound:
    """A question without an answer; raises Http404."""
    found = Unfound.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def count_by_kind() -> list[tuple[str, int]]:
    """How many entries of each kind search knows, in the words of their registers."""
    labels = {feed.code: str(feed.label) for feed in feeds.list_all()}
    rows = Entry.objects.filter(part=0).values_list("kind").annotate(n=Count("pk")).order_by("-n")
    return [(labels.get(kind, kind), count) for kind, count in rows]


def is_index_current() -> bool:
    """Whether the index was made by this program's normaliser and ICU."""
    made = Made.objects.first()
    return made is None or made.fingerprint == fingerprint()
