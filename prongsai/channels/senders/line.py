"""LINE Messaging API: broadcast and push with a retry key, reply, quota, rich menus.

Facts: https://developers.line.biz/en/reference/messaging-api/ (message, quota, rich menu, webhook),
https://developers.line.biz/en/docs/messaging-api/retrying-api-request/,
https://developers.line.biz/en/docs/messaging-api/handling-http-429-errors/ (nothing of such a request
is carried out), https://github.com/line/line-openapi
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from prongsai.channels.senders.http import NoAnswer, Reply, ask
from prongsai.channels.senders.outcome import Outcome

# LINE's own words for an exhausted month: "You have reached your monthly limit."
MONTHLY_LIMIT = "monthly limit"
# How many days ago friends were counted, the newest count first.
REACH_DAYS = (1, 2)


@dataclass(frozen=True)
class Meter:
    """Messages of the month: the limit (None: none), how many were used, whom a broadcast reaches."""

    quota: int | None
    used: int
    reach: int | None


class Refusal(Exception):
    """LINE did not do what a person asked for; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


def broadcast(token: str, key: uuid.UUID, messages: list[dict[str, Any]]) -> Outcome:
    """Send to all friends of the account; the same key is taken once in 24 hours."""
    return _send(token, key, "broadcast", {"messages": messages})


def push(token: str, key: uuid.UUID, to: str, messages: list[dict[str, Any]]) -> Outcome:
    """Send to one person; the same key is taken once in 24 hours."""
    return _send(token, key, "push", {"to": to, "messages": messages})


def reply(token: str, reply_token: str, messages: list[dict[str, Any]]) -> Outcome:
    """Answer an event; LINE takes a reply token once, and costs nothing."""
    data = {"replyToken": reply_token, "messages": messages}
    try:
        return _judge(ask("POST", _url("/v2/bot/message/reply"), token=token, data=data))
    except NoAnswer as error:
        return Outcome("again", error.detail, is_uncertain=error.is_uncertain)


def _send(token: str, key: uuid.UUID, kind: str, data: dict[str, Any]) -> Outcome:
    headers = {"X-Line-Retry-Key": str(key)}
    try:
        url = _url(f"/v2/bot/message/{kind}")
        return _judge(ask("POST", url, token=token, data=data, headers=headers))
    except NoAnswer as error:
        return Outcome("again", error.detail, is_uncertain=error.is_uncertain)


def _judge(answer: Reply) -> Outcome:
    detail = _describe(answer)
    if answer.status == 200:
        return Outcome("sent", reference=answer.headers.get("x-line-request-id", ""))
    if answer.status == 409:  # this key was taken before
        return Outcome("sent", reference=answer.headers.get("x-line-accepted-request-id", ""))
    if answer.status == 401:
        return Outcome("token", detail)
    if answer.status == 403:
        return Outcome("permission", detail)
    if answer.status == 429:
        kind = "quota" if MONTHLY_LIMIT in detail.lower() else "again"
        return Outcome(kind, detail, wait=answer.wait)  # type: ignore[arg-type]
    if answer.status >= 500:
        return Outcome("again", detail, wait=answer.wait, is_uncertain=True)
    return Outcome("refused", detail)


def _describe(answer: Reply) -> str:
    """What LINE says, with the places in the message that it names, and the number it knows it by."""
    parts = [f"HTTP {answer.status}", str(answer.body.get("message", ""))]
    details = answer.body.get("details")
    for one in details if isinstance(details, list) else ():
        if isinstance(one, dict):
            parts.append(f"{one.get('property', '')}: {one.get('message', '')}")
    words = " ".join(part for part in parts if part)[:240]
    number = answer.headers.get("x-line-request-id", "")
    return f"{words} ({number})" if number else words


def read_meter(token: str, today: dt.date) -> Meter:
    """Quota, consumption and friends. Raises `Refusal`.

    LINE counts friends once a day and says "unready" of yesterday for many hours: then the day before
    counts. Fewer than 20 are not counted.
    """
    quota = _get(token, "/v2/bot/message/quota")
    used = _get(token, "/v2/bot/message/quota/consumption")
    limit = quota.get("value") if quota.get("type") == "limited" else None
    return Meter(limit, int(used.get("totalUsage", 0)), _read_reach(token, today))


def _read_reach(token: str, today: dt.date) -> int | None:
    for age in REACH_DAYS:
        day = today - dt.timedelta(days=age)
        found = _get(token, f"/v2/bot/insight/followers?date={day:%Y%m%d}")
        if found.get("status") == "ready":
            return found.get("targetedReaches")
    return None


def read_name(token: str) -> str:
    """The name of the account. Raises `Refusal`."""
    return str(_get(token, "/v2/bot/info").get("displayName", ""))


def make_menu(token: str, menu: dict[str, Any], picture: bytes) -> str:
    """Create a rich menu with its picture (PNG) and show it to everybody; returns its id.

    Raises `Refusal`; a menu without picture is taken away again.
    """
    made = str(_do(token, "POST", "/v2/bot/richmenu", data=menu).get("richMenuId", ""))
    try:
        url = f"{settings.LINE_DATA_URL}/v2/bot/richmenu/{made}/content"
        _checked(lambda: ask("POST", url, token=token, content=picture,
                             headers={"Content-Type": "image/png"}))  # fmt: skip
        _do(token, "POST", f"/v2/bot/user/all/richmenu/{made}")
    except Refusal:
        remove_menu(token, made)
        raise
    return made


def remove_menu(token: str, menu_id: str) -> None:
    """Take a rich menu away; one that is gone already is no problem."""
    try:
        _do(token, "DELETE", f"/v2/bot/richmenu/{menu_id}")
    except Refusal:
        return


def _get(token: str, path: str) -> dict[str, Any]:
    return _do(token, "GET", path)


def _do(token: str, method: str, path: str, data: Any = None) -> dict[str, Any]:
    return _checked(lambda: ask(method, _url(path), token=token, data=data)).body


def _checked(act: Any) -> Reply:
    try:
        answer: Reply = act()
    except NoAnswer as error:
        raise Refusal(Outcome("again", error.detail)) from error
    outcome = _judge(answer)
    if outcome.kind != "sent":
        raise Refusal(outcome)
    return answer


def _url(path: str) -> str:
    return f"{settings.LINE_API_URL}{path}"
