"""Say where a component is proven; pin, set aside and withdraw."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.disclosure import events
from prongsai.disclosure.models import DisclosedItem, DisclosureYear, Proof
from prongsai.disclosure.queries.published import Published
from prongsai.disclosure.services.guards import (
    find_component,
    lock_item,
    require_keeper,
    touch,
)
from prongsai.evidence.entries import PublicEntry
from prongsai.evidence.models import Evidence

MOST_LETTERS = 1000
# Places of this program that strangers cannot open, or that need a right to be read.
PRIVATE_PATHS = re.compile(r"/+(office|files|circular|accounts|language)(/|$)")
is_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class PlaceDraft:
    """What a person says of a place: its name and when it was last updated."""

    label: str = ""
    updated_on: dt.date | None = None


@transaction.atomic
def add_address(
    *,
    actor: Any,
    year: DisclosureYear,
    code: str,
    component: str,
    link: str,
    draft: PlaceDraft,
) -> Proof:
    """Prove a component by an address that anybody can open.

    Raises `Refused` for what is no address, carries a password, or lies behind our own sign-in.
    """
    item = _lock(actor, year, code, component)
    address, parts = _clean(link)
    _require_new(item, component, link=address)
    host = parts.hostname or ""
    name = draft.label.strip() or f"{host}{unquote(parts.path)}"
    return _add(
        actor,
        item,
        component,
        kind=Proof.Kind.ADDRESS,
        link=address,
        label=name[:300],
        updated_on=_not_ahead(draft.updated_on) or timezone.localdate(),
    )


@transaction.atomic
def add_file(
    *,
    actor: Any,
    year: DisclosureYear,
    code: str,
    component: str,
    evidence: Evidence,
    draft: PlaceDraft,
) -> Proof:
    """Prove a component by a file of the evidence. Raises `Refused` unless it is public."""
    item = _lock(actor, year, code, component)
    if not evidence.is_public or evidence.is_reserved or not evidence.versions.exists():
        raise Refused(
            _("This file is internal. Make it public first, if everybody may read it."), "evidence"
        )
    _require_new(item, component, evidence=evidence)
    return _add(
        actor,
        item,
        component,
        kind=Proof.Kind.FILE,
        evidence=evidence,
        label=(draft.label.strip() or evidence.title)[:300],
        updated_on=_not_ahead(draft.updated_on),
    )


@transaction.atomic
def pin_entry(
    *, actor: Any, year: DisclosureYear, code: str, component: str, source: str, path: str
) -> Proof:
    """Keep a page that a register publishes under a component, also when it came by itself.

    Raises `Refused` when no register publishes it.
    """
    item = _lock(actor, year, code, component)
    entry = _find_entry(source, path)
    return _mark(actor, item, component, entry, Proof.State.SHOWN, "")


@transaction.atomic
def set_aside(
    *,
    actor: Any,
    year: DisclosureYear,
    code: str,
    component: str,
    source: str,
    path: str,
    reason: str,
) -> Proof:
    """Hide a page that a register brought by itself, with the reason why it does not belong here."""
    item = _lock(actor, year, code, component)
    if not reason.strip():
        raise Refused(_("Give the reason."), "reason")
    entry = _find_entry(source, path)
    return _mark(actor, item, component, entry, Proof.State.SET_ASIDE, reason.strip()[:300])


@transaction.atomic
def change_proof(*, actor: Any, proof: Proof, draft: PlaceDraft, link: str | None = None) -> Proof:
    """Change the name, the day of the last update, or the address of what was entered by hand."""
    item, proof = _lock_proof(actor, proof)
    if proof.kind == Proof.Kind.PAGE:
        raise Refused(_("A register says what this page is called and when it changed."))
    if not draft.label.strip():
        raise Refused(_("Write a name."), "label")
    before = {"label": proof.label, "link": proof.link, "updated_on": proof.updated_on}
    if proof.kind == Proof.Kind.ADDRESS and link is not None:
        address, _parts = _clean(link)
        if address != proof.link:
            _require_new(item, proof.component, link=address)
        proof.link = address
    proof.label, proof.updated_on = draft.label.strip()[:300], _not_ahead(draft.updated_on)
    proof.save(update_fields=["label", "link", "updated_on"])
    touch(item)
    for name, old in before.items():
        new = getattr(proof, name)
        if new != old:
            data = {"field": name, "from": str(old or ""), "to": str(new or "")}
            record(actor=actor, event=events.PROOF_CHANGED, target=item, data=data)
    return proof


@transaction.atomic
def withdraw_proof(*, actor: Any, proof: Proof) -> Proof:
    """Take a place out; of a pinned page or one set aside: let the register speak again."""
    item, proof = _lock_proof(actor, proof)
    event = events.PROOF_WITHDRAWN if not proof.path else events.PROOF_TAKEN_BACK
    proof.state = Proof.State.WITHDRAWN
    proof.save(update_fields=["state"])
    touch(item)
    record(actor=actor, event=event, target=item, data={"label": proof.label})
    return proof


def _lock(actor: Any, year: DisclosureYear, code: str, component: str) -> DisclosedItem:
    find_component(year, code, component)
    item = lock_item(year, code)
    require_keeper(actor, item, component)
    return item


def _lock_proof(actor: Any, proof: Proof) -> tuple[DisclosedItem, Proof]:
    item = lock_item(proof.item.year, proof.item.code)
    proof = Proof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    require_keeper(actor, item, proof.component)
    if proof.state == Proof.State.WITHDRAWN:
        raise Refused(_("This place was withdrawn already."))
    return item, proof


def _add(actor: Any, item: DisclosedItem, component: str, **said: Any) -> Proof:
    proof = Proof.objects.create(item=item, component=component, created_by=actor, **said)
    touch(item)
    data = {"label": proof.label, "kind": str(proof.kind)}
    record(actor=actor, event=events.PROOF_ADDED, target=item, data=data)
    return proof


def _require_new(item: DisclosedItem, component: str, **same: Any) -> None:
    found = Proof.objects.filter(item=item, component=component, **same)
    if found.exclude(state=Proof.State.WITHDRAWN).exists():
        field = next(iter(same))
        raise Refused(_("This stands under the component already."), field)


def _mark(
    actor: Any, item: DisclosedItem, component: str, entry: PublicEntry, state: str, reason: str
) -> Proof:
    known = Proof.objects.filter(item=item, component=component, path=entry.url)
    proof = known.exclude(state=Proof.State.WITHDRAWN).first() or Proof(
        item=item, component=component, kind=Proof.Kind.PAGE, path=entry.url, created_by=actor
    )
    proof.source, proof.label = entry.kind, entry.title[:300]
    proof.state, proof.reason = state, reason
    proof.save()
    touch(item)
    is_shown = state == Proof.State.SHOWN
    event = events.PROOF_PINNED if is_shown else events.PROOF_SET_ASIDE
    data = {"label": proof.label} | ({"reason": reason} if reason else {})
    record(actor=actor, event=event, target=item, data=data)
    return proof


def _find_entry(source: str, path: str) -> PublicEntry:
    found = Published([source]).find(source, path) if source else None
    if found is None:
        raise Refused(_("No register publishes this page any more."), "entry")
    return found


def _clean(link: str) -> tuple[str, SplitResult]:
    """An address as it is kept, and its parts."""
    text = link.strip()
    wrong = Refused(_("Write the whole address, beginning with https://"), "link")
    try:
        parts = urlsplit(text)
        is_url(text)
    except (ValueError, ValidationError) as error:
        raise wrong from error
    if len(text) > MOST_LETTERS:
        raise wrong
    if parts.username or parts.password:
        raise Refused(_("An address with a password in it can't be published."), "link")
    own = urlsplit(settings.PRONGSAI_BASE_URL)
    if parts.hostname == own.hostname and PRIVATE_PATHS.match(unquote(parts.path)):
        raise Refused(
            _("This address of our own site is not for everybody. Choose the file or the page."),
            "link",
        )
    return text, parts


def _not_ahead(day: dt.date | None) -> dt.date | None:
    if day is not None and day > timezone.localdate():
        raise Refused(_("The day of the last update lies in the future."), "updated_on")
    return day
