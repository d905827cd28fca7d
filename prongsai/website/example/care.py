"""The example's look, and its pages as a small office leaves them: some fresh, some due, one overdue."""

import datetime as dt

from django.utils import timezone

from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role, list_divisions
from prongsai.website.example.mark import draw_mark
from prongsai.website.models import SitePage
from prongsai.website.queries import find_look
from prongsai.website.services import set_look

# slug of a section → (code of the keeping division or "", days since it was published)
SECTIONS: dict[str, tuple[str, int]] = {
    "about": ("", 120),
    "plans": ("", 172),
    "services": ("welfare", 118),
    "integrity": ("", 60),
    "contact": ("", 25),
    "procurement": ("finance", 20),
    "budget": ("finance", 84),
    "gallery": ("education", 40),
    "history": ("education", 200),
}


def choose_look() -> None:
    """The shipped colours, with a mark of its own."""
    (officer,) = holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate())[:1]
    look = find_look()
    set_look(
        actor=officer, brand=look.brand, accent=look.accent, mourning=look.mourning,
        logo=draw_mark(), keeps_logo=True,
    )  # fmt: skip


def age_pages() -> None:
    """Give the sections their keepers and days; sections that the site does not have are left out."""
    divisions = {division.code: division for division in list_divisions()}
    now = timezone.now()
    thai = SitePage.objects.exclude(url_path__contains="/en/")
    for page in thai.filter(slug__in=SECTIONS, depth__in=(3, 4)):
        code, days = SECTIONS[page.slug]
        moment = now - dt.timedelta(days=days)
        SitePage.objects.filter(pk=page.pk).update(
            keeper=divisions.get(code, page.keeper),
            first_published_at=moment,
            last_published_at=moment,
        )
