"""How a publication will look on each channel, before and after it is published."""

import uuid
from dataclasses import dataclass

from django.utils import translation

from prongsai.channels.colours import find_colour
from prongsai.channels.composing.facebook import compose_post
from prongsai.channels.composing.line import LONGEST_SUMMARY, LONGEST_TITLE, compose_message
from prongsai.channels.composing.mail import compose_mail
from prongsai.channels.content import Publication
from prongsai.channels.models import LoggedPublication
from prongsai.organization.queries import find_profile
from prongsai.thai.text import truncate


@dataclass(frozen=True)
class Preview:
    """What `channels/_preview.html` shows: LINE's bubble, Facebook's post, the mail's subject and text."""

    publication: LoggedPublication
    organization: str
    line_title: str
    line_summary: str
    line_alt: str
    has_picture: bool
    facebook: str
    subject: str
    text: str


def preview(publication: LoggedPublication | Publication) -> Preview:
    """The publication on each channel; nothing is written or sent."""
    row = publication if isinstance(publication, LoggedPublication) else _unsaved(publication)
    profile = find_profile()
    organization = profile.full_name if profile else ""
    with translation.override(row.language):
        message = compose_message([row], find_colour())
        mail = compose_mail(
            row, to="-", token="-", language=row.language, organization=organization
        )
    return Preview(
        publication=row,
        organization=organization,
        line_title=truncate(row.title, LONGEST_TITLE),
        line_summary=truncate(row.summary, LONGEST_SUMMARY),
        line_alt=message["altText"],
        has_picture="hero" in message["contents"],
        facebook=compose_post(row, uuid.UUID(int=0))["message"].rsplit("#p", 1)[0],
        subject=str(mail.subject),
        text=str(mail.body),
    )


def _unsaved(given: Publication) -> LoggedPublication:
    return LoggedPublication(
        kind=given.kind,
        title=given.title,
        summary=given.summary,
        url=given.url,
        picture=given.picture or "",
        language=given.language,
    )
