"""Facebook's Graph API: posts of a page.

It knows no key by which a request is taken once. So each post carries a mark of its own in its link,
and after an uncertain answer the page's posts are searched for it before the post is made again.

Facts: https://developers.facebook.com/docs/pages-api/posts/,
https://developers.facebook.com/docs/graph-api/guides/error-handling/ and
https://developers.facebook.com/docs/graph-api/overview/rate-limiting/
"""

import datetime as dt
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from prongsai.channels.senders.http import LONGEST_WAIT, NoAnswer, Reply, ask
from prongsai.channels.senders.outcome import Outcome

TOKEN_CODES = (102, 190)
# What the subcodes of these say, where a new token alone is not all.
ADVICE = {
    458: _("The app was removed from the person's account: connect it again first."),
    459: _("Facebook wants the person who made it to sign in on facebook.com first."),
    460: _("The person's password was changed."),
    463: _("It has expired."),
    464: _("Facebook wants the person who made it to sign in on facebook.com first."),
    467: _("It was revoked."),
    492: _("The person no longer has a role on the page."),
}
# 3: the app may not do this; 10 and 200–299: a permission is missing.
PERMISSION_CODES = (3, 10, *range(200, 300))
# Too many calls of the app, the user, the page; posting too fast.
LATER_CODES = (4, 17, 32, 341, 368, 613, 80001, 80002)
# The service does not know itself; the same words stand on the page already.
UNCERTAIN_CODES = (1, 2, 506)
MOST_POSTS = 100


def post(token: str, page: str, *, message: str, link: str) -> Outcome:
    """Post to the page. `link` carries the mark."""
    data = {"message": message, "link": link}
    try:
        return _judge(ask("POST", _url(f"/{page}/feed"), token=token, data=data))
    except NoAnswer as error:
        return Outcome("again", error.detail, is_uncertain=error.is_uncertain)


def find_post(token: str, page: str, *, mark: str, since: dt.datetime) -> Outcome | None:
    """The post with this mark among those since a time; None when it does not stand there.

    What can't be found out now is an uncertain `again`, or `token`/`permission`.
    """
    query = urlencode(
        {
            "fields": "id,message,permalink_url",
            "since": int(since.timestamp()),
            "limit": MOST_POSTS,
        }
    )
    try:
        answer = ask("GET", _url(f"/{page}/posts?{query}"), token=token)
    except NoAnswer as error:
        return Outcome("again", error.detail, is_uncertain=True)
    if answer.status != 200 or not isinstance(answer.body.get("data"), list):
        outcome = _judge(answer)
        if outcome.kind in ("token", "permission"):
            return replace(outcome, is_uncertain=True)
        return Outcome("again", outcome.detail, wait=outcome.wait, is_uncertain=True)
    for found in answer.body["data"]:
        if mark in str(found.get("message", "")):
            address = str(found.get("permalink_url", ""))
            return Outcome("sent", reference=str(found.get("id", "")), address=address)
    return None


def read_name(token: str, page: str) -> tuple[str, Outcome | None]:
    """The name of the page; or an empty text and why it can't be read."""
    try:
        answer = ask("GET", _url(f"/{page}?fields=id,name"), token=token)
    except NoAnswer as error:
        return "", Outcome("again", error.detail)
    if answer.status == 200 and answer.body.get("name"):
        return str(answer.body["name"]), None
    return "", _judge(answer)


def _judge(answer: Reply) -> Outcome:
    error: Any = answer.body.get("error")
    error = error if isinstance(error, dict) else {}
    code, subcode = error.get("code"), error.get("error_subcode")
    number = f"{code or ''}/{subcode}" if subcode else f"{code or ''}"
    words = error.get("error_user_msg") or error.get("message", "")
    detail = " ".join(f"HTTP {answer.status} {number} {words}".split())[:300]
    if answer.status == 200 and answer.body.get("id"):
        made = str(answer.body["id"])
        return Outcome("sent", reference=made, address=f"https://www.facebook.com/{made}")
    if code in TOKEN_CODES or (answer.status == 401 and not code):
        return Outcome("token", detail, advice=str(ADVICE.get(subcode, "")))
    if code in PERMISSION_CODES:
        return Outcome("permission", detail)
    if answer.status == 429 or code in LATER_CODES:
        return Outcome("again", detail, wait=_read_wait(answer))
    is_unclear = code in UNCERTAIN_CODES or bool(error.get("is_transient"))
    if answer.status >= 500 or answer.status == 200 or is_unclear:
        return Outcome("again", detail, wait=answer.wait, is_uncertain=True)
    return Outcome("refused", detail)


def _read_wait(answer: Reply) -> int | None:
    """The seconds until calls are taken again: Facebook names minutes in the meter of the page."""
    try:
        meters: Any = json.loads(answer.headers.get("x-business-use-case-usage", "{}"))
        rows = [row for found in meters.values() for row in found]
        minutes = [int(row.get("estimated_time_to_regain_access", 0)) for row in rows]
    except (ValueError, TypeError, AttributeError):
        minutes = []
    return min(60 * max(minutes), LONGEST_WAIT) if any(minutes) else answer.wait


def _url(path: str) -> str:
    return f"{settings.FACEBOOK_API_URL}{path}"
