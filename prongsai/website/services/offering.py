"""A page that became public while nobody of its people looked: they are offered to tell of it.

Whoever publishes by hand is asked on the next screen (office/tell_hooks). After a look before it is
public, or at its time, the same offer comes as a notice and stands on the page's screen until seen.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from prongsai.channels.models import Notice
from prongsai.channels.services import mark_read, notify
from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role
from prongsai.website.models import SitePage
from prongsai.website.telling import get_told, may_tell

KEY = "website:offer:"


def offer_telling(*, page: SitePage, people: Iterable[Any], key: str) -> set[int]:
    """Offer it once for a cause to those who may tell; returns their keys. Nobody when it was told."""
    able = [user for user in people if user is not None and may_tell(user, page)]
    if not able or get_told(page).current is not None:
        return set()
    text = _("“%(page)s” is public now. Tell people of it by LINE, Facebook and e-mail.")
    notify(
        recipients=able, text=text % {"page": page.title},
        link=reverse("website_tell", args=[page.pk]), key=f"{KEY}{key}", email=True,
    )  # fmt: skip
    return {user.pk for user in able}


def offer_after_schedule(*, revision: Any) -> None:
    """A page went public at its time: who wrote or approved it is asked, else who manages the site."""
    page = SitePage.objects.filter(pk=revision.object_id, live=True).first()
    if page is None:
        return
    looks = TaskState.objects.filter(revision=revision).select_related("finished_by")
    people = [revision.user, *(state.finished_by for state in looks)]
    if not any(user is not None and may_tell(user, page) for user in people):
        people = list(holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate()))
    offer_telling(page=page, people=people, key=str(revision.pk))


def take_offer(*, actor: Any, page: Any) -> bool:
    """Whether an offer for a page waits for a person; it counts as seen from now on."""
    link = reverse("website_tell", args=[page.pk])
    waiting = Notice.objects.filter(
        recipient=actor, read_at=None, key__startswith=KEY, link=link
    ).values_list("pk", flat=True)
    return bool(mark_read(actor=actor, notices=list(waiting))) if waiting else False
