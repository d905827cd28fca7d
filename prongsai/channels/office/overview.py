"""All channels at a glance: whether they work, the quota, the last publications, what was given up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.channels import permissions, queries, services
from prongsai.channels.models import Sending
from prongsai.channels.office.pages import show
from prongsai.channels.queries.overview import list_states
from prongsai.channels.queries.subscribers import count_subscribers
from prongsai.common.forms import act_and_go

MOST_FAILED = 20


def index(request: HttpRequest) -> HttpResponse:
    """The channels."""
    return show(
        request,
        "index",
        "index",
        states=list_states(),
        subscribers=count_subscribers(),
        failed=queries.list_failed()[:MOST_FAILED],
        may_send_again=permissions.may_send_again(request.user),
        may_set=permissions.may_set_accounts(request.user),
    )


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a given-up request again."""
    sending = get_object_or_404(Sending, pk=pk)
    return act_and_go(
        request,
        lambda: services.send_again(actor=request.user, sending=sending),
        _("It will be sent again."),
        "channels_index",
    )
