"""The text of documents, read in the background, and the warnings that follow from it."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from modelsearch import index

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.disclosure.checking.reading.contents import DAMAGED, OPENS, PDF, UNKNOWN, Contents
from prongsai.disclosure.checking.reading.reader import open_readers
from prongsai.disclosure.checking.text_layer import check_letters, check_text_layer
from prongsai.evidence import entries
from prongsai.website import events
from prongsai.website.models import SiteDocument
from prongsai.website.permissions import may_open_site

MOST_LETTERS, AT_ONCE = 500_000, 20
DOCUMENTS = "documents"  # the feed of search (searching.py)
Reading = SiteDocument.Reading
BY_OUTCOME = {"text-missing": Reading.PICTURES, "text-partly": Reading.PARTLY}


def read_waiting() -> int:
    """Read the documents that wait, each in a child process; returns how many were read."""
    keys = SiteDocument.objects.filter(reading=Reading.WAITING).values_list("pk", flat=True)
    waiting = list(keys.order_by("pk")[:AT_ONCE])
    if not waiting:
        return 0
    with open_readers(1) as readers:
        for pk in waiting:
            document = SiteDocument.objects.get(pk=pk)
            try:
                with document.open_file() as file:
                    contents = readers.read(file.read(), document.filename)
            except FileNotFoundError:
                contents = Contents(UNKNOWN, DAMAGED)
            _keep(document=document, contents=contents)
    return len(waiting)


@transaction.atomic
def _keep(*, document: SiteDocument, contents: Contents) -> None:
    fresh = SiteDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if fresh.file.name != document.file.name:
        return  # another file was uploaded meanwhile; it waits itself
    fresh.text = contents.text[:MOST_LETTERS].replace("\x00", "")
    fresh.reading = judge(contents)
    fresh.save(update_fields=["text", "reading"])
    index.insert_or_update_object(fresh)
    entries.changed(DOCUMENTS)
    if fresh.has_warning:
        notify(
            recipients=[fresh.uploaded_by_user],
            text=fresh.warning,
            link=reverse("website_documents"),
            key=f"website:document:{fresh.pk}:{fresh.file_hash}",
        )


def judge(contents: Contents) -> str:
    """What came of reading a document, as one of `SiteDocument.Reading`."""
    if contents.state != OPENS:
        return Reading.CLOSED
    if contents.kind == PDF:
        found = {BY_OUTCOME.get(outcome.code) for outcome in check_text_layer(contents.pages)}
        if worst := next((one for one in (Reading.PICTURES, Reading.PARTLY) if one in found), None):
            return worst
    if any(outcome.code == "text-broken" for outcome in check_letters(contents.text)):
        return Reading.GARBLED
    return Reading.READ if contents.text.strip() else Reading.NONE


@transaction.atomic
def set_warning_aside(*, actor: Any, document: SiteDocument, reason: str) -> None:
    """Let a document stay as it is, with the reason. The warning does not come back for this file."""
    if not may_open_site(actor):
        raise Refused(_("You don't write the website."))
    if not reason.strip():
        raise Refused(_("Write why it stays as it is."), "reason")
    document = SiteDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    document.set_aside = reason.strip()[:300]
    document.save(update_fields=["set_aside"])
    record(
        actor=actor, event=events.WARNING_DISMISSED, target=document,
        data={"reading": document.reading, "reason": document.set_aside},
    )  # fmt: skip
