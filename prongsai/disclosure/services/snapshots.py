"""Freeze what is public: the page, the list, digests and files; sealed by the worker afterwards."""

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals.rules import compute_digest
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence.certificate import describe, require_signer
from prongsai.correspondence.checking import count_pages
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.sealing import sign_pdf
from prongsai.disclosure import events
from prongsai.disclosure.documents import make_paper
from prongsai.disclosure.models import DisclosureYear, Proof, Snapshot, SnapshotSeal
from prongsai.disclosure.public import make_content
from prongsai.disclosure.queries.board import ShownPlace, get_board
from prongsai.disclosure.services.guards import lock_year, require_manager
from prongsai.disclosure.services.inside import read_page
from prongsai.disclosure.tasks import ask_for_seals
from prongsai.evidence import files
from prongsai.organization.queries import find_profile

logger = logging.getLogger(__name__)

# A form that is sent twice freezes once.
AGAIN = dt.timedelta(minutes=1)


@transaction.atomic
def take_snapshot(*, actor: Any, year: DisclosureYear, kind: str, note: str = "") -> Snapshot:
    """Freeze the public page of a year as the next numbered snapshot; it is public at once.

    Our own files and pages are kept with their bytes, addresses elsewhere with the digest that the
    newest check saw. Raises `Refused` while the year is not public or shows nothing.
    """
    require_manager(actor)
    year = lock_year(year)
    if not year.is_public:
        raise Refused(_("Publish the page first: a snapshot proves what was public."))
    if kind not in Snapshot.Kind.values:
        raise Refused(_("Choose the occasion."), "kind")
    last = year.snapshots.order_by("-number").first()
    if last and last.kind == kind and timezone.now() - last.taken_at < AGAIN:
        raise Refused(_("A snapshot of this occasion was taken a moment ago."), "kind")
    keeper = _Keeper()
    content = make_content(get_board(year), keeper.digest)
    if not any(part["places"] for item in content["items"] for part in item["components"]):
        raise Refused(_("Nothing is shown yet."))
    taken_at = timezone.now()
    content |= {"taken_at": taken_at.isoformat(), "files": keeper.files}
    snapshot = Snapshot.objects.create(
        year=year,
        number=(last.number if last else 0) + 1,
        kind=kind,
        note=note.strip()[:300],
        content=content,
        sha256=compute_digest(content),
        taken_by=actor,
        taken_at=taken_at,
    )
    data = {"number": snapshot.number, "sha256": snapshot.sha256}
    record(actor=actor, event=events.SNAPSHOT_TAKEN, target=year, data=data)
    ask_for_seals()
    return snapshot


class _Keeper:
    """Keeps the bytes of our own files and pages, each once, and tells every place's digest."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self._known: dict[str, dict[str, Any]] = {}

    def digest(self, row: ShownPlace) -> dict[str, Any]:
        """What is added to a place: its digest, when it was seen, the file kept here."""
        key = row.place.key
        if key not in self._known:
            self._known[key] = self._look(row)
        return self._known[key]

    def _look(self, row: ShownPlace) -> dict[str, Any]:
        version, now = row.place.version, timezone.now().isoformat()
        if version is not None:
            said = {"sha256": version.sha256, "size": version.size, "type": version.media_type}
            suffix = version.file_name.rpartition(".")[2].lower()
            return {"sha256": version.sha256, "seen_at": now, "file": self._name(said, suffix)}
        if row.place.kind == Proof.Kind.PAGE:
            page = read_page(row.place.url)
            if page.is_there:
                sha256 = files.store(page.content)
                said = {"sha256": sha256, "size": len(page.content), "type": page.media_type}
                suffix = "html" if page.media_type == "text/html" else "bin"
                return {"sha256": sha256, "seen_at": now, "file": self._name(said, suffix)}
        checked = row.checked
        return {
            "sha256": (checked.sha256 or None) if checked else None,
            "seen_at": checked.checked_at.isoformat() if checked else None,
            "file": None,
        }

    def _name(self, said: dict[str, Any], suffix: str) -> str:
        """A plain name in the package: number and ending."""
        known = next((n for n, f in self.files.items() if f["sha256"] == said["sha256"]), None)
        name = known or f"{len(self.files) + 1:03}.{suffix[:5]}"
        self.files[name] = said
        return name


def seal_waiting() -> int:
    """Seal every snapshot without a seal; returns how many. Without a certificate they wait."""
    waiting = list(Snapshot.objects.filter(seal__isnull=True).order_by("taken_at"))
    try:
        if waiting:
            require_signer()
    except Refused as refusal:
        logger.warning("%s snapshots wait for their seal: %s", len(waiting), refusal)
        return 0
    return sum(seal_snapshot(snapshot=snapshot) is not None for snapshot in waiting)


@transaction.atomic
def seal_snapshot(*, snapshot: Snapshot) -> SnapshotSeal:
    """Render a snapshot once, sign it, keep it for ever. Doing it twice gives the one sealed paper.

    Raises `Refused` when there is no valid certificate.
    """
    snapshot = (
        Snapshot.objects.select_for_update(of=("self",)).select_related("year").get(pk=snapshot.pk)
    )
    found = SnapshotSeal.objects.filter(snapshot=snapshot).first()
    if found is not None:
        return found
    signer = require_signer()
    profile = find_profile()
    address = settings.PRONGSAI_BASE_URL + reverse("public_verify", args=[snapshot.code])
    content = sign_pdf(
        render_pdf(make_paper(snapshot, address)),
        signer=signer,
        reason=f"ITA {snapshot.year.fiscal_year} {snapshot.code}",
        location=profile.full_name if profile else "",
        timestamp_url=settings.TIMESTAMP_URL,
    )
    seal = SnapshotSeal.objects.create(
        snapshot=snapshot,
        sha256=files.store(content),
        size=len(content),
        pages=count_pages(content),
        certificate=describe(signer.signing_cert).fingerprint,
    )
    data = {"number": snapshot.number, "sha256": seal.sha256}
    record(actor=None, event=events.SNAPSHOT_SEALED, target=snapshot.year, data=data)
    return seal
