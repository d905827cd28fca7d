"""Links that lead nowhere, by page and keeper."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from prongsai.common.forms import act_and_go
from prongsai.website import services
from prongsai.website.models import BrokenLink, LinkCheck
from prongsai.website.queries import find_keepers

ON_SHEET = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What the last look found."""
    last = LinkCheck.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    rows = BrokenLink.objects.filter(check_run=last).select_related("page")
    page = Paginator(rows.order_by("page__path", "pk"), ON_SHEET).get_page(request.GET.get("p"))
    keepers = find_keepers([row.page for row in page])
    context = {
        "page": page,
        "rows": [(row, keepers.get(row.page_id)) for row in page],
        "last": last,
        "is_waiting": LinkCheck.objects.filter(finished_at=None).exists(),
    }
    return render(request, "website/office/links.html", context)


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Have the links looked at now."""

    def act() -> None:
        services.ask_for_link_check(actor=request.user)

    done = _t("The links are looked at in the next minutes.")
    return act_and_go(request, act, done, "website_links")
