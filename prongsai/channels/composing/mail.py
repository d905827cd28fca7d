"""A publication as a mail to one subscriber: plain text and HTML, with the way out in its head."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from prongsai.channels.models import LoggedPublication
from prongsai.thai.text import truncate

LONGEST_SUBJECT = 150


def compose_mail(
    publication: LoggedPublication, *, to: str, token: str, language: str, organization: str
) -> EmailMultiAlternatives:
    """The mail; its frame in the subscriber's language, its content in its own.

    `List-Unsubscribe` and `List-Unsubscribe-Post` are those of RFC 8058: one click in the mail
    program posts to the address. The second promises that and needs an https address.
    """
    leave = f"{settings.PRONGSAI_BASE_URL}/unsubscribe/{token}/"
    context = {"publication": publication, "leave": leave, "organization": organization}
    with translation.override(language):
        text = render_to_string("channels/mail/publication.txt", context)
        html = render_to_string("channels/mail/publication.html", context)
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        truncate(publication.title, LONGEST_SUBJECT),
        text,
        to=[to],
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "Auto-Submitted": "auto-generated",
            **(one_click if leave.startswith("https://") else {}),
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail
