"""Facebook's Graph API: posts of a page, and their list.

After https://developers.facebook.com/docs/pages-api/posts/ and
https://developers.facebook.com/docs/graph-api/guides/error-handling/
"""

import json
import time
from typing import Any

from tests.channels.fakes.server import Answer, Asked, Fake

PAGE = "1029384756"
LONGEST_MESSAGE = 63_206
NEEDED = "(#10) This endpoint requires the 'pages_read_engagement' permission"


def error(code: int, message: str = "", status: int = 400, **more: Any) -> Answer:
    """An error as the Graph API writes it."""
    body = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1", **more}
    return Answer(status, {"error": body})


def too_many(minutes: int) -> Answer:
    """The page asked too often: the meter says when calls are taken again."""
    answer = error(80001, "There have been too many calls to this Page account.", is_transient=True)
    meter = {"type": "pages", "call_count": 100, "estimated_time_to_regain_access": minutes}
    answer.headers["x-business-use-case-usage"] = json.dumps({PAGE: [meter]})
    return answer


class FakeGraph(Fake):
    """`wall` are the posts that stand on the page, newest first; `subcode` says why a token is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.wall: list[dict[str, Any]] = []
        self.subcode = 463
        self.may_read = True

    def refuse_token(self) -> Answer:
        """As Facebook says it."""
        words = "Error validating access token: Session has expired"
        return error(190, words, error_subcode=self.subcode)

    def take(self, asked: Asked) -> Answer:
        """One request."""
        path = asked.path.removeprefix("/v25.0")
        if path == f"/{PAGE}/feed" and asked.method == "POST":
            return self._post(asked.data)
        if path == f"/{PAGE}/posts":
            return self._list(asked.query) if self.may_read else error(10, NEEDED)
        if path == f"/{PAGE}":
            return Answer(200, {"id": PAGE, "name": "องค์การบริหารส่วนตำบลทดสอบ"})
        return error(100, "Unsupported request", 404)

    def _post(self, data: dict[str, str]) -> Answer:
        if not data.get("link", "https://").startswith(("http://", "https://")):
            return error(100, "(#100) Invalid parameter: link")
        if not 0 < len(data.get("message", "")) <= LONGEST_MESSAGE:
            return error(100, "(#100) Invalid parameter: message")
        at = len(self.wall) + 1
        self.wall.insert(
            0,
            {
                "id": f"{PAGE}_{at}",
                "message": data["message"],
                "permalink_url": f"https://www.facebook.com/{PAGE}/posts/{at}",
                "created_time": int(time.time()),
            },
        )
        return Answer(200, {"id": f"{PAGE}_{at}"})

    def _list(self, query: dict[str, str]) -> Answer:
        """The posts since a time, with the fields that were asked for; at most 100."""
        if not 1 <= int(query.get("limit", "25")) <= 100:
            return error(100, "(#100) limit must be at most 100")
        names = query.get("fields", "id,message,created_time").split(",")
        since = int(query.get("since", "0"))
        found = [post for post in self.wall if post["created_time"] >= since]
        rows = [
            {name: post[name] for name in (*names, "id")} for post in found[: int(query["limit"])]
        ]
        return Answer(200, {"data": rows, "paging": {"cursors": {"before": "b", "after": "a"}}})
