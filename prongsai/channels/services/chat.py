"""What the LINE account answers: a small menu, contact, and following a request with consent."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from prongsai.channels.chat_menu import Entry, list_entries
from prongsai.channels.composing.line import compose_text
from prongsai.channels.composing.menu import make_action
from prongsai.channels.models import LineLink, LineTalk, Sending
from prongsai.channels.services.subscribing import may_try
from prongsai.channels.trackers import trackers
from prongsai.common.secretbox import seal
from prongsai.organization.queries import find_profile

TALK = dt.timedelta(hours=1)
# Numbers that belong to nothing, a day; then nobody guesses on.
MOST_WRONG, MOST_LINKS = 5, 20
# What people type in place of touching the menu.
WORDS = {
    "เมนู": "menu", "menu": "menu",
    "ติดต่อ": "contact", "ติดต่อเรา": "contact", "contact": "contact",
    "ติดตาม": "track", "ติดตามคำขอ": "track", "ติดตามเรื่อง": "track", "track": "track",
    "เลิกติดตาม": "track-stop", "stop": "track-stop",
}  # fmt: skip

Messages = list[dict[str, Any]]


def person_of(user: str) -> str:
    """The keyed digest by which a LINE user is known here."""
    return salted_hmac("prongsai.channels.line", user, algorithm="sha256").hexdigest()


def answer_event(event: dict[str, Any], colour: str) -> Messages:
    """Act on an event and say what to answer; nothing for what is not meant for the program."""
    person, kind, text = person_of(event["user"]), event["kind"], event["text"].strip()
    at = dt.datetime.fromisoformat(event["at"]) if "at" in event else timezone.now()
    if kind == "unfollow":
        _forget(person, at)
        return []
    if kind == "follow":
        return [_greeting(), _menu(colour)]
    asked = text if kind == "postback" else WORDS.get(text.lower(), "")
    acts = {
        "menu": lambda: [_menu(colour)],
        "contact": lambda: [_contact()],
        "track": lambda: _track(person, colour),
        "track-yes": lambda: _consent(person, at),
        "track-no": lambda: [compose_text(_("Nothing was kept."))],
        "track-stop": lambda: _stop(person, at),
    }
    if asked in acts:
        return acts[asked]()
    if kind == "message" and _awaits_number(person):
        return _link(event["user"], person, text)
    # Other messages are for people of the office; the menu is offered once an hour at most.
    is_new = kind == "message" and may_try(f"menu:{person}", 1)
    return [_menu(colour)] if is_new else []


def _greeting() -> dict[str, Any]:
    profile = find_profile()
    words = _("Welcome to the official account of %(name)s.")
    return compose_text(words % {"name": profile.full_name if profile else ""})


def _menu(colour: str) -> dict[str, Any]:
    buttons = [_button(make_action(entry), colour) for entry in list_entries()]
    return _box(_("What can we do for you?"), buttons)


def _box(text: str, buttons: Messages) -> dict[str, Any]:
    words = {"type": "text", "text": text, "wrap": True, "weight": "bold"}
    box = {"type": "box", "layout": "vertical", "spacing": "sm"}
    bubble = {
        "type": "bubble",
        "body": box | {"contents": [words]},
        "footer": box | {"contents": buttons},
    }
    return {"type": "flex", "altText": text[:400], "contents": bubble}


def _button(action: dict[str, str], colour: str) -> dict[str, Any]:
    return {
        "type": "button",
        "style": "primary",
        "height": "sm",
        "color": colour,
        "action": action,
    }


def _act(code: str, label: str, colour: str) -> dict[str, Any]:
    return _button(make_action(Entry(code, label, "")), colour)


def _contact() -> dict[str, Any]:
    profile = find_profile()
    if profile is None:
        return compose_text(_("The office has not entered its address yet."))
    lines = [
        profile.full_name,
        profile.address,
        profile.phone and _("Telephone %(phone)s") % {"phone": profile.phone},
        profile.email,
        profile.website,
    ]
    return compose_text("\n".join(line for line in lines if line))


def _track(person: str, colour: str) -> Messages:
    """The state of what this chat follows; without anything, the question for consent."""
    if not trackers:
        return [compose_text(_("There is nothing yet that can be tracked by LINE."))]
    links = LineLink.objects.filter(person=person).order_by("id")
    states = [words for link in links if (words := _describe(link.tracker, link.reference))]
    if not states:
        words = _(
            "To show a request here we keep which chat follows it, until you write “%(stop)s”. "
            "Nobody else sees it. Do you agree?"
        )
        buttons = [_act("track-yes", _("I agree"), colour), _act("track-no", _("No"), colour)]
        return [_box(words % {"stop": _("stop tracking")}, buttons)]
    buttons = [
        _act("track-yes", _("Another request"), colour),
        _act("track-stop", _("Stop tracking"), colour),
    ]
    return [compose_text("\n\n".join(states)), _box(_("Tracking requests"), buttons)]


def _describe(tracker: str, reference: str) -> str | None:
    found = trackers.get(tracker)
    return found.describe(reference) if found else None


def _consent(person: str, at: dt.datetime) -> Messages:
    """Consent counts from the moment it was given: one that was delivered late is over already."""
    if not trackers:
        return [compose_text(_("There is nothing yet that can be tracked by LINE."))]
    LineTalk.objects.update_or_create(
        person=person, defaults={"consented_at": at, "wrong": 0, "ends_at": at + TALK}
    )
    words = _("Send the number on your receipt, or the address of the page of your request.")
    return [compose_text(words)]


def _awaits_number(person: str) -> bool:
    return LineTalk.objects.filter(person=person, ends_at__gt=timezone.now()).exists()


def _link(user: str, person: str, number: str) -> Messages:
    """Follow the request with this number, if there is one; guessing ends soon."""
    talk = LineTalk.objects.select_for_update().get(person=person)
    wrong = _("No request has this number. Look at your receipt, or ask the office.")
    found = trackers.find(number) if may_try(f"guess:{person}", MOST_WRONG) else None
    if found is None or LineLink.objects.filter(person=person).count() >= MOST_LINKS:
        talk.wrong += 1
        talk.save(update_fields=["wrong"])
        if talk.wrong >= MOST_WRONG:
            talk.delete()
        return [compose_text(wrong)]
    tracker, reference = found
    LineLink.objects.get_or_create(
        person=person,
        tracker=tracker.code,
        reference=reference,
        defaults={"target": seal(user), "consented_at": talk.consented_at or timezone.now()},
    )
    talk.delete()
    told = _("News of it comes to this chat. To end that, write “%(stop)s”.")
    state = tracker.describe(reference) or ""
    return [compose_text(f"{state}\n\n{told % {'stop': _('stop tracking')}}".strip())]


def _stop(person: str, at: dt.datetime) -> Messages:
    _forget(person, at)
    return [compose_text(_("This chat follows no request any more; nothing about it is kept."))]


def _forget(person: str, at: dt.datetime) -> None:
    """Revoked at a time: links, talk, and news that has not left.

    LINE delivers again what we missed, so it may come after a consent that was given later: that stays.
    """
    LineLink.objects.filter(person=person, consented_at__lte=at).delete()
    LineTalk.objects.filter(person=person, consented_at__lte=at).delete()
    if not LineLink.objects.filter(person=person).exists():
        Sending.objects.filter(person=person).exclude(state=Sending.State.SENT).delete()
