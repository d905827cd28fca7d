"""What every write asks first."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.queries import readable
from prongsai.organization.permissions import has_position


def lock_paper(actor: Any, paper: ReceivedPaper) -> ReceivedPaper:
    """The paper under lock, for somebody who has a position and may read it."""
    if not has_position(actor):
        raise Refused(_("Only people with a position may do this."))
    found = ReceivedPaper.objects.filter(readable(actor, timezone.localdate()), pk=paper.pk)
    if not found.exists():
        raise Refused(_("You may not read this paper."))
    paper = ReceivedPaper.objects.select_for_update(of=("self",)).defer("words").get(pk=paper.pk)
    if paper.state == ReceivedPaper.State.DESTROYED:
        raise Refused(_("This paper was destroyed; only its line remains."))
    return paper


def link_of(paper: ReceivedPaper) -> str:
    """The address of a paper in the office."""
    return f"/office/received/{paper.public_id}/"
