"""Links of a page, and whether what they lead to is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import html

from prongsai.common.fetching.results import Fetched, Problem
from prongsai.common.fetching.wording import WORDING
from prongsai.website.models import SiteDocument
from prongsai.website.queries import find_page

WORDS: dict[str, "str | Promise"] = {
    "target-gone": _("What it led to was deleted from this website."),
    "not-found-here": _("There is no such page on this website."),
    "not-public-here": _("What it leads to is not public."),
    "answers-with": _("The other website answers with the error %(status)s."),
}
# Of these one can't say that the link is broken: the site is shy, slow or busy, the file is large.
UNDECIDED = {
    "robots-refused", "robots-unreadable", "rate-limited", "too-large", "too-slow",
    "private-address",
}  # fmt: skip
PAGES = ("public_page", "wagtail_serve")


@dataclass(frozen=True)
class Link:
    """A link as it stands on a page: address (empty: its target is gone) and words."""

    url: str
    words: str


@dataclass(frozen=True)
class Fault:
    """Why a link leads nowhere: a key of `WORDS` or of the fetcher's wording."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def say(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence of a fault, in the language in use."""
    words = WORDS.get(code) or WORDING[code][0]
    return str(words) % params


def find_links(text: str) -> Iterator[Link]:
    """The links of a page's own HTML."""
    if not text.strip():
        return
    for link in html.fragment_fromstring(text, create_parent="div").iter("a"):
        words = " ".join(link.text_content().split())[:120]
        url = (link.get("href") or "").strip()
        if not url.startswith(("#", "mailto:", "tel:")):
            yield Link(url, words)


def is_own(url: str) -> bool:
    """Whether an address is on this website."""
    parts = urlsplit(url)
    return not parts.netloc or parts.netloc == urlsplit(settings.PRONGSAI_BASE_URL).netloc


def check_own(url: str) -> Fault | None:
    """The fault of an address of this website, found by its routes; None when it is there."""
    if not url:
        return Fault("target-gone")
    path = unquote(urlsplit(url).path) or "/"
    try:
        match = resolve(path)
    except Resolver404:
        return Fault("not-found-here")
    if match.url_name in PAGES:
        return None if find_page(path.lstrip("/")) else Fault("not-found-here")
    if match.url_name == "public_document":
        from prongsai.website.serving import is_offered

        found = SiteDocument.objects.filter(pk=match.kwargs["pk"]).first()
        return None if found and is_offered(found) else Fault("not-public-here")
    return None


def judge(answer: Fetched | Problem) -> Fault | None:
    """The fault of another website's answer; None when it is there or one can't say."""
    if isinstance(answer, Problem):
        return None if answer.code in UNDECIDED else Fault(answer.code, answer.params)
    is_missing = answer.status in (404, 410) or answer.status >= 500
    return Fault("answers-with", {"status": answer.status}) if is_missing else None
