"""The public pages of the example: what accessibility, policy and `make quality` look at."""

import datetime as dt
import re
import urllib.request

from prongsai.thai.fiscal import fiscal_year_of

YEAR = fiscal_year_of(dt.date.today()).year_be
PUBLIC = (
    "/", "/en/", "/about/", "/about/structure/", "/about/executives/", "/about/heads/", "/about/history/",
    "/about/duties/", "/accessibility/", "/privacy/", "/council/", "/calendar/", "/gallery/", "/library/",
    "/library/?kind=plan", "/laws/", "/contact/", "/site-map/", "/services/", "/integrity/", "/procurement/",
    "/news/", "/en/about/", "/en/contact/", "/en/site-map/", "/search/", "/search/?q=แผน",
    "/search/?q=zzqq", "/subscribe/", "/subscribe/asked/", "/api/v1/", "/verify/", "/log/", "/meetings/",
    "/meetings/council/", f"/meetings/staff/?year={YEAR - 1}", "/documents/",
    f"/documents/?kind=announcement&class=no-gift&year={YEAR}", "/documents/?q=zz", "/ita/", f"/ita/{YEAR - 1}/",
    f"/ita/{YEAR - 1}/o26/", f"/ita/{YEAR - 2}/snapshots/1/", f"/plan/{YEAR - 1}/",
    f"/plan/{YEAR - 2}/report/", f"/plan/{YEAR - 2}/versions/", f"/plan/{YEAR - 2}/versions/report/1/",
    f"/plan/{YEAR - 2}/versions/plan/1/", f"/plan/{YEAR}/analysis/", "/office/login/",
    "/questions/", "/questions/?q=zz", "/questions/ask/", "/subscribe/done/", "/subscribe/confirm/nobody/",
    "/unsubscribe/nobody/", f"/calendar/?month={YEAR - 543}-12",
)  # fmt: skip
# One of each kind whose address is another in each example.
KINDS = (
    r"/news/activity-[\w-]+/", r"/news/announcement-[\w-]+/", r"/calendar/event-[\w-]+/", r"/gallery/[\w-]+/",
    r"/documents/[0-9a-f-]{36}/", r"/meetings/[0-9a-f-]{36}/", r"/questions/[0-9a-f-]{36}/",
)  # fmt: skip
# Addresses of what is not there, or not any more, with how they answer.
ABSENT = {
    "/nowhere/": 404,
    "/circular/nobody/": 404,
    "/pulse/nobody/": 404,
    "/invitation/nobody/": 410,
}


def list_pages(base: str) -> list[str]:
    """Every public page of the program at an address, then one of each kind that its sitemap names."""
    with urllib.request.urlopen(f"{base}/sitemap.xml", timeout=120) as answer:
        addresses = answer.read().decode()
    found = [re.search(f"<loc>[^<]*?({kind})</loc>", addresses) for kind in KINDS]
    missing = [kind for kind, match in zip(KINDS, found, strict=True) if match is None]
    if missing:
        raise LookupError(*missing)
    return [*PUBLIC, *(match[1] for match in found if match)]
