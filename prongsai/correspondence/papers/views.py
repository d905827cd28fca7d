"""The public pages of papers: by kind and year, one paper with its files, a feed."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from prongsai.correspondence.models import Paper, PaperKind
from prongsai.correspondence.papers import queries
from prongsai.correspondence.papers.body import to_plain
from prongsai.correspondence.papers.content import describe_link
from prongsai.correspondence.queries import find_sealed, read_sealed
from prongsai.evidence import files
from prongsai.evidence.views import INLINE
from prongsai.organization.queries import find_profile

FEED_SIZE = 30


def index(request: HttpRequest) -> HttpResponse:
    """What is published, by kind, class, fiscal year and words."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "class", "year", "q")}
    found = queries.search_public(
        kind=asked["kind"], class_code=asked["class"], year=asked["year"], q=asked["q"]
    )
    context = {
        "profile": find_profile(),
        "page": queries.turn_to_page(found, request.GET.get("p")),
        "asked": asked,
        "kinds": PaperKind.choices,
        "classes": queries.list_public_classes(),
        "years": queries.list_public_years(),
        "canonical": settings.PRONGSAI_BASE_URL + reverse("public_papers"),
    }
    return render(request, "correspondence/public/index.html", context)


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One published paper: its file, what goes with it, what became of it."""
    paper = queries.get_public(public_id)
    procedure = queries.find_procedure(paper)
    context = {
        "profile": find_profile(),
        "paper": paper,
        "text": to_plain(paper.body),
        "procedure": procedure,
        "sealed": find_sealed(procedure),
        "links": [
            (link, describe_link(link)) for link in paper.links.select_related("target__division")
        ],
        "successors": queries.list_successors(paper),
        "attachments": _versions(paper),
        "canonical": _address(paper),
    }
    return render(request, "correspondence/public/page.html", context)


def _address(paper: Paper) -> str:
    return settings.PRONGSAI_BASE_URL + reverse("public_paper", args=[paper.public_id])


def _versions(paper: Paper) -> list[Any]:
    rows = paper.attachments.select_related("evidence").prefetch_related("evidence__versions")
    found = [(row, row.evidence.versions.first()) for row in rows]
    return [(row, version) for row, version in found if version is not None]


def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sealed PDF."""
    paper = queries.get_public(public_id)
    sealed = find_sealed(queries.find_procedure(paper))
    if sealed is None:
        raise Http404
    response = HttpResponse(read_sealed(sealed), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.pk}.pdf"'
    return response


def attachment(request: HttpRequest, public_id: UUID, order: int) -> HttpResponse:
    """A file that goes with a published paper."""
    paper = queries.get_public(public_id)
    version = next((v for row, v in _versions(paper) if row.order == order), None)
    if version is None:
        raise Http404
    response = HttpResponse(files.read(version.sha256), content_type=version.media_type)
    kind = "inline" if version.media_type in INLINE else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(version.file_name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


class PapersFeed(Feed):
    """The newest published papers as Atom; of one kind with `?kind=`."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The kind that was asked for; empty: all."""
        kind = request.GET.get("kind", "")
        return kind if kind in PaperKind.values else ""

    def title(self, kind: str) -> str:
        """The organisation and what is listed."""
        label = PaperKind(kind).label if kind else _("Orders and announcements")
        return f"{label} · {self.author_name()}"

    def author_name(self) -> str:
        """The organisation: a feed names who says it (RFC 4287, 4.1.1)."""
        profile = find_profile()
        return profile.full_name if profile else ""

    def link(self, kind: str) -> str:
        """The page of the list."""
        return settings.PRONGSAI_BASE_URL + reverse("public_papers")

    def feed_url(self, kind: str) -> str:
        """Its own address."""
        own = settings.PRONGSAI_BASE_URL + reverse("public_papers_feed")
        return f"{own}?kind={kind}" if kind else own

    feed_guid = feed_url  # the papers of one kind are a feed of their own

    def items(self, kind: str) -> Any:
        """The newest papers."""
        return queries.with_details(queries.search_public(kind=kind)[:FEED_SIZE])

    def item_title(self, item: Any) -> str:
        """Kind, number and subject."""
        return f"{item.get_kind_display()} {item.number} {item.subject}"

    def item_description(self, item: Any) -> str:
        """The beginning of the text."""
        return to_plain(item.body[:300])

    def item_link(self, item: Any) -> str:
        """The paper's page."""
        return _address(item)

    def item_guid(self, item: Any) -> str:
        """Its stable name."""
        return f"urn:uuid:{item.public_id}"

    def item_pubdate(self, item: Any) -> Any:
        """When it was published."""
        return item.published_at

    def item_updateddate(self, item: Any) -> Any:
        """Published papers do not change."""
        return timezone.localtime(item.published_at)
