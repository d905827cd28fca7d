"""Writes: add files, photos and links, new versions, changed details."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence import events, files, permissions
from prongsai.evidence.holders import forget_unused
from prongsai.evidence.intake import Accepted, accept
from prongsai.evidence.models import Evidence, EvidenceKind, EvidenceVersion
from prongsai.evidence.sources import registry
from prongsai.organization.models import Division

MAX_FILES = 30


def _require_add(actor: Any) -> None:
    if actor is not None and not permissions.may_add(actor):
        raise Refused(_("Only people with a position may add evidence."))


@transaction.atomic
def add_files(
    *,
    actor: Any,
    uploads: Sequence[tuple[bytes, str]],
    captions: Sequence[str] = (),
    owner: Division | None = None,
    effective_on: dt.date | None = None,
    is_public: bool = False,
    is_reserved: bool = False,
) -> list[Evidence]:
    """Add several files at once, all or none; `uploads` are (content, file name).

    A file without a caption is titled by its name. Reserved files are shown by the caller's app
    alone. Raises `Refused` for what can't be taken.
    """
    _require_add(actor)
    if len(uploads) > MAX_FILES:
        raise Refused(_("At most %(n)s files at once.") % {"n": MAX_FILES}, "uploads")
    accepted = [accept(content, name) for content, name in uploads]
    _check_day(effective_on)
    made = []
    for at, file in enumerate(accepted):
        caption = captions[at].strip() if at < len(captions) else ""
        evidence = Evidence.objects.create(
            kind=EvidenceKind.FILE,
            title=(caption or file.name.rpartition(".")[0] or file.name)[:300],
            owner=owner,
            effective_on=effective_on,
            is_public=is_public,
            is_reserved=is_reserved,
            created_by=actor,
        )
        _store_version(actor, evidence, file, 1)
        record(actor=actor, event=events.ADDED, target=evidence)
        made.append(evidence)
    return made


def _check_day(day: dt.date | None) -> None:
    if day is not None and day > timezone.localdate():
        raise Refused(_("The date of the document lies in the future."), "effective_on")


def _store_version(actor: Any, evidence: Evidence, file: Accepted, number: int) -> EvidenceVersion:
    return EvidenceVersion.objects.create(
        evidence=evidence,
        number=number,
        sha256=files.store(file.content),
        size=len(file.content),
        media_type=file.media_type,
        file_name=file.name,
        width=file.width,
        height=file.height,
        uploaded_by=actor,
    )


def _split(link: str) -> SplitResult | None:
    try:
        return urlsplit(link)
    except ValueError:  # for example a broken IPv6 address
        return None


@transaction.atomic
def add_link(
    *,
    actor: Any,
    link: str,
    title: str = "",
    owner: Division | None = None,
    effective_on: dt.date | None = None,
    is_public: bool = False,
) -> Evidence:
    """Add a page of the web as evidence."""
    _require_add(actor)
    parts = _split(link.strip())
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(_("Write the whole address, beginning with https://"), "link")
    if parts.username or parts.password:
        raise Refused(_("An address with a password in it can't be published."), "link")
    _check_day(effective_on)
    evidence = Evidence.objects.create(
        kind=EvidenceKind.LINK,
        title=(title.strip() or parts.hostname)[:300],
        link=link.strip(),
        owner=owner,
        effective_on=effective_on,
        is_public=is_public,
        created_by=actor,
    )
    record(actor=actor, event=events.ADDED, target=evidence)
    return evidence


@transaction.atomic
def add_record(
    *, actor: Any, source_code: str, fiscal_year: int, is_public: bool = False
) -> Evidence:
    """Add what a register of this program knows of a fiscal year (พ.ศ.) as evidence."""
    _require_add(actor)
    source = registry.find(source_code)
    if source is None:
        raise Refused(_("There is no such register."), "source")
    evidence = Evidence.objects.create(
        kind=EvidenceKind.RECORD,
        title=f"{source.label} {fiscal_year}"[:300],
        source_code=source_code,
        source_year=fiscal_year,
        is_public=is_public,
        created_by=actor,
    )
    record(actor=actor, event=events.ADDED, target=evidence)
    return evidence


@transaction.atomic
def add_version(*, actor: Any, evidence: Evidence, content: bytes, name: str) -> EvidenceVersion:
    """Add a newer file to a proof; the older ones stay."""
    evidence = _lock_for_change(actor, evidence)
    if evidence.kind != EvidenceKind.FILE:
        raise Refused(_("Only files have versions."), "uploads")
    last = evidence.versions.first()
    version = _store_version(
        actor, evidence, accept(content, name), (last.number if last else 0) + 1
    )
    record(
        actor=actor, event=events.VERSION_ADDED, target=evidence, data={"number": version.number}
    )
    return version


@transaction.atomic
def change_details(
    *,
    actor: Any,
    evidence: Evidence,
    title: str,
    effective_on: dt.date | None,
    owner: Division | None,
    is_public: bool,
) -> Evidence:
    """Change what is said about a proof."""
    evidence = _lock_for_change(actor, evidence)
    if not title.strip():
        raise Refused(_("Write a title."), "title")
    _check_day(effective_on)
    evidence.title, evidence.effective_on = title.strip()[:300], effective_on
    evidence.owner, evidence.is_public = owner, is_public
    evidence.save()
    record(actor=actor, event=events.CHANGED, target=evidence, data={"public": is_public})
    return evidence


def _lock_for_change(actor: Any, evidence: Evidence) -> Evidence:
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if actor is not None and not permissions.may_change(actor, evidence):
        raise Refused(_("Only the division that owns this evidence may change it."))
    return evidence


@transaction.atomic
def erase_reserved(*, evidence: Evidence) -> list[str]:
    """Erase a reserved file for good; its bytes go after commit, unless other files are the same
    or a frozen page shows them.

    Who may ask for it, and recording it, is the caller's matter. Returns the digests.
    """
    if not evidence.is_reserved:
        raise ValueError("only files that an app reserved for itself can be erased")
    digests = list(evidence.versions.values_list("sha256", flat=True))
    evidence.versions.all().delete()
    evidence.delete()
    transaction.on_commit(lambda: forget_unused(digests))
    return digests


@transaction.atomic
def add_from_form(*, actor: Any, form: Any, owner: Division | None) -> list[Evidence]:
    """Add everything a filled upload form holds: files and link together or not at all."""
    data = form.cleaned_data
    shared = {
        "owner": owner,
        "effective_on": data["effective_on"],
        "is_public": data["is_public"],
    }
    uploads = [(upload.read(), upload.name) for upload in data["uploads"]]
    caption = data["caption"]
    captions = [
        caption if len(uploads) == 1 else f"{caption} ({at})" for at in range(1, len(uploads) + 1)
    ]
    made = add_files(actor=actor, uploads=uploads, captions=captions if caption else (), **shared)
    if data["link"]:
        made.append(add_link(actor=actor, link=data["link"], title=caption, **shared))
    return made
