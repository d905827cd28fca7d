"""The office's own screens as the officer of the example opens them; Wagtail's stock screens are not among them."""

import datetime as dt
import re
from collections.abc import Callable

from tests.journeys.public_pages import YEAR

TODAY = dt.date.today()
OFFICE = (
    "", "measures/", f"measures/{YEAR}/", f"measures/{YEAR}/timeline/", f"measures/{YEAR}/checks/",
    f"measures/{YEAR}/requests/", f"measures/{YEAR}/report/", f"measures/{YEAR}/report/wording/",
    f"measures/{YEAR}/add/", f"measures/{YEAR}/copy/", "measures/import/", "evidence/", "notices/",
    "organization/", "organization/divisions/", "organization/divisions/add/",
    "organization/positions/3/", "organization/holidays/", "organization/wordings/",
    "organization/profile/", "account/", "approvals/", "approvals/chains/plan/", "registers/",
    f"measures/{YEAR}/announcement/", f"measures/{YEAR}/analysis/",
    f"measures/{YEAR}/analysis/add/?topic=2", f"measures/{YEAR + 1}/analysis/",
    "papers/", "papers/?kind=order&q=%E0%B8%94%E0%B8%B9%E0%B9%81%E0%B8%A5", "papers/new/", "papers/new/memo/", "papers/templates/",
    "papers/new/order/?class=website-keepers", "papers/new/announcement/?class=no-gift",
    "circulars/", "circulars/new/", "circulars/overview/",
    "received/", "received/?late=1", "received/new/", "received/mine/", "received/post/",
    "received/mailbox/", "received/handover/", "received/archive/", "received/retention/",
    "assessment/", "assessment/import/", f"assessment/{YEAR - 1}/", f"assessment/{YEAR - 1}/type/",
    f"assessment/{YEAR - 1}/what-if/", f"assessment/{YEAR - 1}/surveys/", f"assessment/{YEAR - 1}/remove/",
    f"assessment/standing/{YEAR - 1}/", "assessment/standing/import/", "assessment/pulse/", "assessment/pulse/new/IIT/",
    "meetings/", f"meetings/?body=staff&year={YEAR}", "meetings/schedule/",
    f"meetings/schedule/?body=staff&year={YEAR + 1}", "meetings/plan/", "meetings/import/",
    "meetings/calendar/", "meetings/bodies/", "meetings/bodies/new/",
    "meetings/bodies/new/?kind=staff", "meetings/bodies/new/?kind=council",
    "meetings/bodies/staff/",
    "meetings/resolutions/?state=all", f"meetings/concerns/?year={YEAR - 1}",
    "disclosure/", f"disclosure/{YEAR - 1}/", f"disclosure/{YEAR}/", f"disclosure/{YEAR - 1}/missing/",
    f"disclosure/{YEAR - 1}/checks/", f"disclosure/{YEAR}/changes/", f"disclosure/{YEAR - 1}/addresses/",
    f"disclosure/{YEAR - 2}/snapshots/", f"disclosure/{YEAR - 1}/items/o17/",
    f"disclosure/{YEAR - 1}/items/o26/", f"disclosure/{YEAR - 1}/items/o18/keeper/",
    f"disclosure/{YEAR - 1}/items/o18/add/a/",
    "catalogues/", "catalogues/2569/", f"catalogues/{YEAR + 1}/?show=unchecked",
    "catalogues/2569/changes/", "catalogues/2569/lines/items/O26/components/a/",
    "channels/", "channels/log/", "search/", "search/promoted/new/", "search/unfound/", "measures/mine/",
    "website/documents/", "website/links/", "website/editors/", "website/care/", "website/reports/",
    f"website/reports/{TODAY:%Y-%m}/", "website/look/", "website/categories/add/", "website/kit/",
    "website/kit/?page=/news/", "website/questions/", "website/questions/?state=open",
)  # fmt: skip
# One of each kind whose address is another in each example: the list that names it, how its address looks.
KINDS = (
    ("channels/log/", r"/office/(channels/log/[0-9a-f-]{36}/)"),
    ("website/look/", r"/office/(website/categories/(?!add/)[\w-]+/)"),
    ("website/questions/?state=received", r"/office/(website/questions/[0-9a-f-]{36}/)"),
    ("website/questions/?state=assigned", r"/office/(website/questions/[0-9a-f-]{36}/)"),
    ("website/questions/?state=published", r"/office/(website/questions/[0-9a-f-]{36}/)"),
    ("pages/search/?content_type=website.newspage", r"/office/(website/tell/\d+/)"),
)  # fmt: skip


def list_office_pages(read: Callable[[str], str]) -> list[str]:
    """All of them below `/office/`; `read` gives the text of one to whoever is signed in."""
    found = [re.search(pattern, read(path)) for path, pattern in KINDS]
    missing = [kind for kind, match in zip(KINDS, found, strict=True) if match is None]
    if missing:
        raise LookupError(*missing)
    return [*OFFICE, *(match[1] for match in found if match)]
