"""Looking at the links of all public pages: asked for by a person or by the week."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.fetching import make_fetcher
from prongsai.common.fetching.fetcher import Fetcher
from prongsai.website import events
from prongsai.website.linking import Fault, Link, check_own, find_links, is_own, judge
from prongsai.website.models import BrokenLink, LinkCheck, SitePage
from prongsai.website.permissions import may_open_site
from prongsai.website.texts import html_of

THREADS, KEPT = 4, 5


@transaction.atomic
def ask_for_link_check(*, actor: Any) -> LinkCheck:
    """Have the links looked at soon; the one that waits already is enough."""
    if actor is not None and not may_open_site(actor):
        raise Refused(_("You don't write the website."))
    try:
        with transaction.atomic():
            check = LinkCheck.objects.create()
    except IntegrityError:
        return LinkCheck.objects.get(finished_at=None)
    record(actor=actor, event=events.LINKS_CHECKED, target=check)
    return check


def check_waiting_links(*, fetcher: Fetcher | None = None) -> int | None:
    """Do the look that waits; how many links lead nowhere, None when none waits.

    Nothing is written before the end: a worker that dies has done nothing, the next begins anew.
    """
    check = LinkCheck.objects.filter(finished_at=None).first()
    if check is None:
        return None
    pages = [page.specific for page in SitePage.objects.live().order_by("path")]
    found = [(page, link) for page in pages for link in find_links(html_of(page))]
    faults = _judge_all({link.url for _page, link in found}, fetcher or make_fetcher())
    return _finish(check=check, pages=len(pages), found=found, faults=faults)


def _judge_all(urls: set[str], fetcher: Fetcher) -> dict[str, Fault | None]:
    own = {url: check_own(url) for url in urls if is_own(url)}
    others = sorted(urls - set(own))
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(fetcher.fetch, others))
    return own | {url: judge(answer) for url, answer in zip(others, answers, strict=True)}


@transaction.atomic
def _finish(
    *,
    check: LinkCheck,
    pages: int,
    found: list[tuple[SitePage, Link]],
    faults: dict[str, Fault | None],
) -> int:
    check = LinkCheck.objects.select_for_update().get(pk=check.pk)
    if check.finished_at is not None:
        return 0  # another worker was first
    rows = [
        BrokenLink(
            check_run=check, page_id=page.pk, url=link.url[:2000], words=link.words,
            problem=fault.code, params=dict(fault.params),
        )
        for page, link in found
        if (fault := faults[link.url])
    ]  # fmt: skip
    BrokenLink.objects.bulk_create(rows)
    check.pages, check.links, check.finished_at = pages, len(found), timezone.now()
    check.save()
    old = LinkCheck.objects.filter(finished_at__isnull=False).order_by("-finished_at")[KEPT:]
    LinkCheck.objects.filter(pk__in=[one.pk for one in old]).delete()
    return len(rows)
