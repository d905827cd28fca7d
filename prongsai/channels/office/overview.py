"""All channels at a glance: whether they work, the quota, the last publications, what was given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.channels import permissions, queries, services
from prongsai.channels.codes import Channel
from prongsai.channels.models import Delivery, Sending
from prongsai.channels.office.pages import show
from prongsai.channels.queries.overview import list_states
from prongsai.channels.queries.subscribers import count_subscribers
from prongsai.channels.services.planning import price_broadcast
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
        held=queries.list_held()[:MOST_FAILED],
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


@require_http_methods(["GET", "HEAD", "POST"])
def send_alone(request: HttpRequest, pk: int) -> HttpResponse:
    """What it costs to send by itself what waits for the digest; POST sends it."""
    found = Delivery.objects.select_related("publication").filter(channel=Channel.LINE)
    delivery = get_object_or_404(found, pk=pk)
    to = ("channels_publication", delivery.publication.public_id)
    if request.method == "POST":
        return act_and_go(
            request,
            lambda: services.send_alone(actor=request.user, delivery=delivery),
            _("It is on its way. Here you see where it arrived."),
            *to,
        )
    account = queries.find_account(Channel.LINE)
    if account is None or not delivery.is_held:
        messages.info(request, _("This does not wait for the digest any more."))
        return redirect(*to)
    price = price_broadcast(account)
    is_enough = price.after is None or price.after >= 0
    return show(
        request, "alone", "index",
        delivery=delivery, account=account, price=price, is_enough=is_enough,
    )  # fmt: skip
