"""Looking after the pages: found still right, and whether reports draft themselves."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.website import events, permissions
from prongsai.website.models import CareSetting, PageCheck, SitePage
from prongsai.website.queries import find_keeper


@transaction.atomic
def confirm_page(*, actor: Any, page: SitePage) -> SitePage:
    """Say that a public page is still right today; its age counts from today on.

    Raises `Refused` for who is neither of the keeping division nor manages the site, and for a page
    that is not public or does not age. Twice on a day counts once.
    """
    page = SitePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not permissions.may_confirm(actor, find_keeper(page)):
        raise Refused(_("Only the people of the keeping division may say so."))
    if not page.live or (page.specific_class or SitePage).is_dated:
        raise Refused(_("Only public pages that are kept up to date are looked at again."))
    today = timezone.localdate()
    if page.checked_on == today:
        return page
    page.checked_on = today
    SitePage.objects.filter(pk=page.pk).update(checked_on=today)
    PageCheck.objects.get_or_create(page=page, checked_on=today, defaults={"checked_by": actor})
    record(actor=actor, event=events.PAGE_CONFIRMED, target=page)
    return page


@transaction.atomic
def set_care(*, actor: Any, drafts_reports: bool) -> CareSetting:
    """Say whether the report of each month is drafted by itself at the start of the next."""
    if not permissions.may_manage_site(actor):
        raise Refused(_("Only who manages the website may set this."))
    CareSetting.objects.get_or_create()
    setting = CareSetting.objects.select_for_update().get()
    if setting.drafts_reports != drafts_reports:
        setting.drafts_reports = drafts_reports
        setting.save()
        data = {"drafts_reports": drafts_reports}
        record(actor=actor, event=events.CARE_SET, target=setting, data=data)
    return setting
