"""Notices of the two-step way: a page waits for a look, it was sent back, it is public."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.channels.services import notify
from prongsai.organization.models import Role
from prongsai.organization.permissions import is_head_of
from prongsai.organization.queries import holders_of_role, people_of
from prongsai.website.models import SitePage
from prongsai.website.queries import find_keeper
from prongsai.website.services.offering import offer_telling


def tell_checkers(*, task_state: Any) -> None:
    """Tell who may publish a page that it waits: its keeper's head, else who manages the site."""
    page = task_state.workflow_state.content_object
    notify(
        recipients=_checkers(page),
        text=_("“%(page)s” waits to be looked at before it is public.") % {"page": page},
        link=_link(page),
        key=f"website:waits:{task_state.pk}",
        email=True,
    )


def tell_of_return(*, task_state: Any) -> None:
    """Tell whoever handed a page in that it came back, with the words of who looked at it."""
    state = task_state.workflow_state
    text = _("“%(page)s” was sent back: %(words)s") % {
        "page": state.content_object,
        "words": task_state.comment or "–",
    }
    _tell_author(state, text, f"website:returned:{task_state.pk}")


def tell_of_publishing(*, workflow_state: Any) -> None:
    """Tell whoever handed a page in that it is public, or will be at its time; who may tell people of
    it, among them whoever looked at it, is offered that instead."""
    page = SitePage.objects.get(pk=workflow_state.object_id)
    looked = workflow_state.current_task_state
    people = [workflow_state.requested_by, looked.finished_by if looked else None]
    offered = offer_telling(page=page, people=people, key=f"w{workflow_state.pk}")
    if workflow_state.requested_by_id in offered:
        return
    words = (
        _("“%(page)s” is public now.")
        if page.live
        else _("“%(page)s” was looked at and becomes public at its time.")
    )
    _tell_author(workflow_state, words % {"page": page}, f"website:published:{workflow_state.pk}")


def _tell_author(state: Any, text: str, key: str) -> None:
    notify(
        recipients=[state.requested_by], text=text, link=_link(state.content_object), key=key,
        email=True,
    )  # fmt: skip


def _checkers(page: Any) -> list[Any]:
    today, keeper = timezone.localdate(), find_keeper(page)
    heads = [u for u in people_of(keeper, today) if is_head_of(u, keeper)] if keeper else []
    return heads or [
        *holders_of_role(Role.CHIEF_ADMINISTRATOR, today),
        *holders_of_role(Role.INTEGRITY_OFFICER, today),
    ]


def _link(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
