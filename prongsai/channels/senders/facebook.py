"""Facebook's Graph API: posts of a page.

It knows no key by which a request is taken once. So each post carries a mark of its own in its link,
and after an uncertain answer the page's posts are searched for it before the post is made again.

Facts: https://developers.facebook.com/docs/pages-api/posts/ and
https://developers.facebook.com/docs/graph-api/guides/error-handling/
"""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from prongsai.channels.senders.http import NoAnswer, Reply, ask
from prongsai.channels.senders.outcome import Outcome

TOKEN_CODES = (102, 190, 463, 467)
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
            return Outcome(outcome.kind, outcome.detail, is_uncertain=True)
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
    code = error.get("code")
    detail = f"HTTP {answer.status} {code or ''} {error.get('message', '')}".strip()[:300]
    if answer.status == 200 and answer.body.get("id"):
        number = str(answer.body["id"])
        return Outcome("sent", reference=number, address=f"https://www.facebook.com/{number}")
    if code in TOKEN_CODES or (answer.status == 401 and not code):
        return Outcome("token", detail)
    if code == 10 or (isinstance(code, int) and 200 <= code <= 299):
        return Outcome("permission", detail)
    if answer.status == 429 or code in LATER_CODES:
        return Outcome("again", detail, wait=answer.wait)
    if answer.status >= 500 or answer.status == 200 or code in UNCERTAIN_CODES:
        return Outcome("again", detail, wait=answer.wait, is_uncertain=True)
    return Outcome("refused", detail)


def _url(path: str) -> str:
    return f"{settings.FACEBOOK_API_URL}{path}"
