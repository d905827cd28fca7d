"""Whatever Wagtail notes about pages and files goes into the log, by whichever screen it was done."""

from typing import Any

from wagtail.models import Page

from prongsai.audit.services import record
from prongsai.website import events
from prongsai.website.models import SiteDocument, SiteImage

PAGES = {
    "wagtail.create": events.PAGE_CREATED,
    "wagtail.copy": events.PAGE_CREATED,
    "wagtail.publish": events.PAGE_PUBLISHED,
    "wagtail.publish.scheduled": events.PAGE_PUBLISHED,
    "wagtail.schedule.publish": events.PAGE_SCHEDULED,
    "wagtail.unpublish": events.PAGE_UNPUBLISHED,
    "wagtail.unpublish.scheduled": events.PAGE_UNPUBLISHED,
    "wagtail.move": events.PAGE_MOVED,
    "wagtail.reorder": events.PAGE_MOVED,
    "wagtail.delete": events.PAGE_DELETED,
    "wagtail.revert": events.PAGE_REVERTED,
    "wagtail.workflow.start": events.PAGE_SUBMITTED,
    "wagtail.workflow.reject": events.PAGE_SENT_BACK,
}
FILES = {
    "wagtail.create": events.FILE_ADDED,
    "wagtail.edit": events.FILE_CHANGED,
    "wagtail.delete": events.FILE_DELETED,
}


def record_page_act(*, entry: Any) -> None:
    """Carry one of Wagtail's notes about a page over into the log."""
    if event := PAGES.get(entry.action):
        page = Page(pk=entry.page_id, title=entry.label)
        data = {"scheduled": True} if entry.action.endswith(".scheduled") else {}
        record(actor=entry.user, event=event, target=page, data=data)


def record_file_act(*, entry: Any) -> None:
    """Carry one of Wagtail's notes about a picture or document over into the log."""
    model = entry.content_type.model_class() if entry.content_type_id else None
    if model in (SiteImage, SiteDocument) and (event := FILES.get(entry.action)):
        record(actor=entry.user, event=event, target=model(pk=entry.object_id, title=entry.label))
