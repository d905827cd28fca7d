"""LINE Messaging API: broadcast and push with retry keys, reply, quota, followers, rich menus, webhook.

After https://developers.line.biz/en/reference/messaging-api/
"""

import base64
import hashlib
import hmac
import json
import uuid
from typing import Any

from tests.channels.fakes.server import Answer, Asked, Fake

SECRET = "channel-secret"


class FakeLine(Fake):
    """`said` are the messages that people got: one entry for each accepted request."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, Any]] = []
        self.accepted: dict[str, str] = {}
        self.quota: int | None = None
        self.used = 0
        self.followers: int | None = 100
        self.reply_tokens: set[str] = set()
        self.menus: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, bytes] = {}
        self.default_menu = ""

    def refuse_token(self) -> Answer:
        """As LINE says it."""
        return Answer(401, {"message": "Authentication failed due to an expired access token"})

    def take(self, asked: Asked) -> Answer:
        """One request."""
        path = asked.path.removeprefix("/v2/bot/")
        number = str(uuid.uuid4())
        if asked.method == "POST" and path in ("message/broadcast", "message/push"):
            return self._send(path.removeprefix("message/"), asked, number)
        if asked.method == "POST" and path == "message/reply":
            return self._reply(asked, number)
        if "richmenu" in path:
            return self._menu(asked, path)
        known = {
            "info": {"userId": "U" + "0" * 32, "displayName": "อบต.ทดสอบ", "basicId": "@test"},
            "message/quota": {"type": "none"}
            if self.quota is None
            else {"type": "limited", "value": self.quota},
            "message/quota/consumption": {"totalUsage": self.used},
            "insight/followers": {"status": "unready"}
            if self.followers is None
            else {"status": "ready", "followers": 130, "targetedReaches": self.followers},
        }
        return Answer(200, known[path]) if path in known else Answer(404, {"message": "Not found"})

    def _send(self, kind: str, asked: Asked, number: str) -> Answer:
        key = asked.headers.get("x-line-retry-key", "")
        if str(uuid.UUID(key)) in self.accepted:
            headers = {
                "x-line-request-id": number,
                "x-line-accepted-request-id": self.accepted[key],
            }
            message = "The retry key is already accepted"
            return Answer(409, {"message": message}, headers)
        cost = (self.followers or 1) if kind == "broadcast" else 1
        if self.quota is not None and self.used + cost > self.quota:
            return Answer(429, {"message": "You have reached your monthly limit."})
        wrong = _find_wrong(asked.data.get("messages"))
        if wrong:
            return Answer(400, {"message": wrong})
        self.used += cost
        self.accepted[key] = number
        self.said.append((asked.data.get("to", "all"), asked.data["messages"]))
        return Answer(200, {"sentMessages": []}, {"x-line-request-id": number})

    def _reply(self, asked: Asked, number: str) -> Answer:
        token = asked.data["replyToken"]
        if token not in self.reply_tokens:
            return Answer(400, {"message": "Invalid reply token"})
        wrong = _find_wrong(asked.data.get("messages"))
        if wrong:
            return Answer(400, {"message": wrong})
        self.reply_tokens.remove(token)
        self.said.append((token, asked.data["messages"]))
        return Answer(200, {}, {"x-line-request-id": number})

    def _menu(self, asked: Asked, path: str) -> Answer:
        parts = path.split("/")
        if asked.method == "POST" and path == "richmenu":
            made = f"richmenu-{len(self.menus) + 1}"
            self.menus[made] = asked.data
            return Answer(200, {"richMenuId": made})
        menu = parts[1] if parts[0] == "richmenu" else parts[-1]
        if menu not in self.menus:
            return Answer(404, {"message": "Not found"})
        if path.endswith("/content"):
            self.pictures[menu] = asked.content
        elif path.startswith("user/all/richmenu/"):
            if menu not in self.pictures:
                return Answer(400, {"message": "must upload richmenu image before applying it"})
            self.default_menu = menu
        elif asked.method == "DELETE":
            del self.menus[menu]
        return Answer()


def _find_wrong(messages: Any) -> str:
    """What LINE would refuse about messages; empty when it takes them."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return "The property, 'messages', must be 1 to 5 messages"
    for message in messages:
        if message["type"] == "flex" and not 0 < len(message["altText"]) <= 1500:
            return "altText must be between 1 and 1500 characters"
        if message["type"] == "text" and not 0 < len(message["text"]) <= 5000:
            return "text must be between 1 and 5000 characters"
        for uri in _uris(message):
            if not uri.startswith(("https://", "http://", "tel:", "line://")):
                return f"invalid uri scheme: {uri}"
    return ""


def _uris(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["uri"]] if isinstance(value.get("uri"), str) else []
        return own + [uri for part in value.values() for uri in _uris(part)]
    return [uri for part in value for uri in _uris(part)] if isinstance(value, list) else []


def make_event(fake: FakeLine, kind: str, *, user: str = "U1", **more: Any) -> dict[str, Any]:
    """An event of the webhook, with a reply token that works once."""
    token = uuid.uuid4().hex
    fake.reply_tokens.add(token)
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1_790_000_000_000,
        "source": {"type": "user", "userId": user},
        "webhookEventId": uuid.uuid4().hex,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": token,
        **more,
    }


def sign(events: list[dict[str, Any]], secret: str = SECRET) -> tuple[bytes, dict[str, str]]:
    """The body of a webhook request and its signature header."""
    body = json.dumps({"destination": "U0", "events": events}, ensure_ascii=False).encode()
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return body, {"X-Line-Signature": base64.b64encode(digest).decode()}
