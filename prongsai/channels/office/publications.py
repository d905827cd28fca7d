"""The log of what was published, one publication with where it went, and the log as a file."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from prongsai.channels import permissions, queries
from prongsai.channels.codes import Channel, list_kinds
from prongsai.channels.composing.preview import preview
from prongsai.channels.exports import PUBLICATIONS, publication_rows
from prongsai.channels.models import Delivery
from prongsai.channels.office.pages import show
from prongsai.registerkit.exports import respond_register
from prongsai.registerkit.lists import Asked


def _find(request: HttpRequest) -> tuple[Asked, dict[str, Any], Any]:
    asked = Asked.of(request.GET)
    chosen = {
        name: value if (value := request.GET.get(name, "")) in known else ""
        for name, known in (
            ("channel", Channel.values),
            ("kind", dict(list_kinds())),
            ("state", Delivery.State.values),
        )
    }
    found = queries.search_publications(fiscal_year=asked.year, words=asked.words, **chosen)
    return asked, chosen, found


def log(request: HttpRequest) -> HttpResponse:
    """What was published in a fiscal year, newest first."""
    asked, chosen, found = _find(request)
    return show(
        request,
        "log",
        "log",
        page=asked.cut(found),
        asked=asked,
        chosen=chosen,
        is_filtered=any(chosen.values()),
        years=queries.list_years(asked.year),
        channels=Channel.choices,
        kinds=list_kinds(),
        states=Delivery.State.choices,
    )


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the log shows, as a file."""
    asked, _chosen, found = _find(request)
    rows = publication_rows(found)
    return respond_register(kind, f"publications-{asked.year}", PUBLICATIONS, rows)


def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One publication: where it went, when, to how many, and how it looks there."""
    publication = queries.access_publication(request.user, public_id)
    return show(
        request,
        "publication",
        "log",
        publication=publication,
        mails=queries.count_mails(publication),
        preview=preview(publication),
        may_send_again=permissions.may_send_again(request.user),
    )
