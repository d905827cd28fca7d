"""What circulars offer on the page of a paper."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.circulars.permissions import may_start
from prongsai.correspondence.models import Paper
from prongsai.correspondence.papers.actions import Action, register
from prongsai.correspondence.rules import is_classified


def offer_to_circulate(user: Any, paper: Paper) -> Action | None:
    """Circulate an issued paper that is not classified."""
    is_open = paper.state == Paper.State.ISSUED and not is_classified(paper.secrecy)
    if not is_open or not may_start(user):
        return None
    address = f"{reverse('circulars_new')}?paper={paper.public_id}"
    return Action(_("Circulate for acknowledgement"), address)


register(offer_to_circulate)
