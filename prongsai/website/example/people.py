"""People of the example: who came with the mayor, heads of divisions, the council."""

import datetime as dt
from typing import Any

from django.utils import timezone

from prongsai.accounts.models import User
from prongsai.accounts.services import create_account
from prongsai.correspondence.content import Document, Paragraph, Section, Title
from prongsai.correspondence.render import render_pdf
from prongsai.meetings import services as meetings
from prongsai.meetings.services import Member, PastMeeting, Slot
from prongsai.organization import queries as organization
from prongsai.organization.models import Role
from prongsai.organization.services import appoint, save_position
from prongsai.thai.calendar import format_date
from prongsai.website.models import PeoplePage, PersonCard, SiteImage

SINCE = 400


def add_people(told: list[dict[str, Any]]) -> dict[str, User]:
    """Accounts without a password, each in a position that is there or is added."""
    since = timezone.localdate() - dt.timedelta(days=SINCE)
    found = {}
    for row in told:
        user = create_account(
            actor=None, username=row["code"], full_name=row["name"], is_example=True
        )
        appoint(actor=None, position=_position(row), user=user, starts_on=since)
        found[row["code"]] = user
    return found


def _position(row: dict[str, Any]) -> Any:
    division = organization.list_divisions().filter(code=row.get("division", "")).first()
    if "title" not in row:
        return organization.find_position(row["role"], division)
    above = Role.CHIEF_ADMINISTRATOR if row["role"] == Role.OFFICER else Role.MAYOR
    return save_position(
        actor=None,
        position=None,
        title=row["title"],
        title_en=row["title_en"],
        role=row["role"],
        division=None,
        reports_to=organization.find_position(above),
    )


def add_council(told: dict[str, Any]) -> None:
    """The council with its members, adopted minutes of a past session, and the next session."""
    today = timezone.localdate()
    actor = User.objects.get(username="officer")
    body = meetings.save_body(
        actor=actor, kind="council", name=told["name"], usual_place=told["place"]
    )
    since = today - dt.timedelta(days=SINCE)
    members = [Member(**row) for row in told["members"]]
    meetings.add_members(actor=actor, body=body, members=members, starts_on=since)
    held_on = today - dt.timedelta(days=120)
    past = PastMeeting(held_on, 1, "ordinary", 3, told["place"])
    file = (_minutes(told, held_on), "minutes.pdf")
    minutes = meetings.import_minutes(actor=actor, body=body, past=past, upload=file)
    meetings.publish_minutes(actor=actor, minutes=minutes)
    start = dt.datetime.combine(today + dt.timedelta(days=16), dt.time(10))
    slot = Slot(
        timezone.make_aware(start), place=told["place"], session="ordinary", session_number=4
    )
    meetings.plan_meeting(actor=actor, body=body, slot=slot)


def _minutes(told: dict[str, Any], day: dt.date) -> bytes:
    head = Title(("รายงานการประชุม" + told["name"], "วันที่ " + format_date(day, "official")))
    texts = tuple(Paragraph(text) for text in told["minutes"])
    section = Section((head, *texts))
    return render_pdf(Document(f"รายงานการประชุม{told['name']}", day, (section,), is_draft=False))


def add_cards(people: dict[str, User], pictures: dict[str, SiteImage]) -> None:
    """Photograph and contact of those who agreed; the last of each page did not."""
    agreed = timezone.localdate() - dt.timedelta(days=90)
    users = {
        u.username: u
        for u in User.objects.filter(username__in=("mayor", "palad", "head", "finance"))
    }
    users |= people
    shown = {
        PeoplePage.Side.POLITICAL: ("mayor", "deputy1", "deputy2"),
        PeoplePage.Side.PERMANENT: ("palad", "head", "finance", "works"),
    }
    for page in PeoplePage.objects.all():
        for order, code in enumerate(shown[PeoplePage.Side(page.side)]):
            PersonCard.objects.create(
                page=page,
                sort_order=order,
                user=users[code],
                agreed_on=agreed,
                photo=pictures.get(f"portrait{order % 3 + 1}"),
                phone=f"0 4300 000{order} ต่อ {101 + order}",
                email=f"{code}@tambon.example",
            )
