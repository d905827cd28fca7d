"""LINE Messaging API: broadcast and push with retry keys, reply, quota, followers, rich menus, webhook.

After https://developers.line.biz/en/reference/messaging-api/ and https://github.com/line/line-openapi.
"""

import base64
import hashlib
import hmac
import io
import json
import re
import time
import uuid
from typing import Any

from PIL import Image

from tests.channels.fakes.server import Answer, Asked, Fake

SECRET = "channel-secret"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MONTHLY = Answer(429, {"message": "You have reached your monthly limit."})
TOO_FAST = Answer(429, {"message": "The API rate limit has been exceeded. Try again later."})


class FakeLine(Fake):
    """`said` are the messages that people got: one entry for each accepted request."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, Any]] = []
        self.accepted: dict[str, str] = {}
        self.quota: int | None = None
        self.used = 0
        # How many friends a broadcast reaches; None: LINE has not counted. `unready` are the days, as
        # LINE writes them, that it has not counted yet.
        self.followers: int | None = 100
        self.unready: set[str] = set()
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
            if self.followers is None or asked.query.get("date") in self.unready
            else {
                "status": "ready", "followers": 130, "targetedReaches": self.followers, "blocks": 4,
            },
        }  # fmt: skip
        return Answer(200, known[path]) if path in known else Answer(404, {"message": "Not found"})

    def _send(self, kind: str, asked: Asked, number: str) -> Answer:
        key = asked.headers.get("x-line-retry-key", "")
        if not UUID.fullmatch(key):
            return Answer(400, {"message": "The retry key is invalid"})
        if key in self.accepted:
            headers = {
                "x-line-request-id": number,
                "x-line-accepted-request-id": self.accepted[key],
            }
            message = "The retry key is already accepted"
            return Answer(409, {"message": message}, headers)
        cost = (self.followers or 1) if kind == "broadcast" else 1
        if self.quota is not None and self.used + cost > self.quota:
            return MONTHLY
        wrong = _find_wrong(asked.data.get("messages"))
        if wrong:
            return _refuse(wrong, number)
        self.used += cost
        self.accepted[key] = number
        self.said.append((asked.data.get("to", "all"), asked.data["messages"]))
        sent = {"sentMessages": [{"id": str(len(self.said)), "quoteToken": "q"}]}
        return Answer(200, sent if kind == "push" else {}, {"x-line-request-id": number})

    def _reply(self, asked: Asked, number: str) -> Answer:
        if "x-line-retry-key" in asked.headers:
            return Answer(400, {"message": "The retry key is not supported by this API"})
        token = asked.data["replyToken"]
        if token not in self.reply_tokens:
            return Answer(400, {"message": "Invalid reply token"})
        wrong = _find_wrong(asked.data.get("messages"))
        if wrong:
            return _refuse(wrong, number)
        self.reply_tokens.remove(token)
        self.said.append((token, asked.data["messages"]))
        return Answer(200, {"sentMessages": [{"id": "1"}]}, {"x-line-request-id": number})

    def _menu(self, asked: Asked, path: str) -> Answer:
        parts = path.split("/")
        if asked.method == "POST" and path == "richmenu":
            if wrong := _find_wrong_menu(asked.data):
                return _refuse(wrong, "menu")
            made = f"richmenu-{len(self.menus) + 1}"
            self.menus[made] = asked.data
            return Answer(200, {"richMenuId": made})
        menu = parts[1] if parts[0] == "richmenu" else parts[-1]
        if menu not in self.menus:
            return Answer(404, {"message": "Not found"})
        if path.endswith("/content"):
            if words := _find_wrong_picture(asked, self.menus[menu]["size"]):
                return Answer(400, {"message": words})
            self.pictures[menu] = asked.content
        elif path.startswith("user/all/richmenu/"):
            if menu not in self.pictures:
                return Answer(400, {"message": "must upload richmenu image before applying it"})
            self.default_menu = menu
        elif asked.method == "DELETE":
            del self.menus[menu]
        return Answer()


def _refuse(wrong: tuple[str, str], number: str) -> Answer:
    """A refusal as LINE writes it: the place in the request and what is wrong there."""
    place, words = wrong
    body = {
        "message": f"A message ({place.split('.')[0]}) in the request body is invalid",
        "details": [{"message": words, "property": place}],
    }
    return Answer(400, body, {"x-line-request-id": number})


def _find_wrong(messages: Any) -> tuple[str, str] | None:
    """What LINE would refuse about messages: the place and the words; None when it takes them."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return "messages", "Size must be between 1 and 5"
    for at, message in enumerate(messages):
        wrong = _find_wrong_flex(message) if message["type"] == "flex" else None
        if message["type"] == "text" and not 0 < len(message["text"]) <= 5000:
            wrong = "text", "Length must be between 0 and 5000"
        for part in _parts(message):
            wrong = wrong or _find_wrong_part(part, 40)
        if wrong:
            return f"messages[{at}].{wrong[0]}", wrong[1]
    return None


def _find_wrong_flex(message: dict[str, Any]) -> tuple[str, str] | None:
    contents = message["contents"]
    if not 0 < len(message["altText"]) <= 1500:
        return "altText", "Length must be between 1 and 1500"
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    if not 1 <= len(bubbles) <= 12:
        return "contents", "must be between 1 and 12 bubbles"
    sizes = [len(json.dumps(one, ensure_ascii=False).encode()) for one in (*bubbles, contents)]
    if max(sizes[:-1]) > 30 * 1024 or sizes[-1] > 50 * 1024:
        return "contents", "is too large"
    return None


def _find_wrong_part(part: dict[str, Any], longest_label: int) -> tuple[str, str] | None:
    """What is wrong with a component or an action."""
    kind = part.get("type")
    if kind in ("uri", "postback") and not 0 < len(part.get("label", "")) <= longest_label:
        return "label", f"must not be longer than {longest_label} characters"
    if kind == "uri" and not (
        part["uri"].startswith(("https://", "http://", "tel:", "line://"))
        and part["uri"].isascii()
        and len(part["uri"]) <= 1000
    ):
        return "uri", "invalid uri"
    if kind == "postback" and (len(part["data"]) > 300 or len(part["displayText"]) > 300):
        return "data", "Length must be between 1 and 300"
    if kind == "image" and not (part["url"].startswith("https://") and len(part["url"]) <= 2000):
        return "url", "invalid url"
    if kind == "text" and not part["text"]:
        return "text", "must be non-empty text"
    return None


def _parts(value: Any) -> list[dict[str, Any]]:
    """Every object in a message."""
    if isinstance(value, dict):
        return [value, *(part for one in value.values() for part in _parts(one))]
    return [part for one in value for part in _parts(one)] if isinstance(value, list) else []


def _find_wrong_menu(menu: dict[str, Any]) -> tuple[str, str] | None:
    width, height = menu["size"]["width"], menu["size"]["height"]
    if not 800 <= width <= 2500 or height < 250 or width / height < 1.45:
        return "size", "invalid size"
    if not 0 < len(menu["name"]) <= 300 or not 0 < len(menu["chatBarText"]) <= 14:
        return "chatBarText", "Length must be between 1 and 14"
    if not 0 < len(menu["areas"]) <= 20:
        return "areas", "Size must be between 0 and 20"
    for area in menu["areas"]:
        bounds = area["bounds"]
        if bounds["x"] + bounds["width"] > width or bounds["y"] + bounds["height"] > height:
            return "areas", "out of the picture"
        if wrong := _find_wrong_part(area["action"], 20):
            return wrong
    return None


def _find_wrong_picture(asked: Asked, size: dict[str, int]) -> str:
    picture = Image.open(io.BytesIO(asked.content))
    if asked.headers.get("content-type") not in ("image/png", "image/jpeg"):
        return "The content type is not supported"
    if len(asked.content) > 1024 * 1024 or picture.size != (size["width"], size["height"]):
        return "The image size is invalid"
    return ""


def make_event(fake: FakeLine, kind: str, *, user: str = "U1", **more: Any) -> dict[str, Any]:
    """An event of the webhook, with a reply token that works once."""
    token = uuid.uuid4().hex
    fake.reply_tokens.add(token)
    return {
        "type": kind,
        "mode": "active",
        "timestamp": int(time.time() * 1000),
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
