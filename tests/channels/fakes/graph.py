"""Facebook's Graph API: posts of a page, and their list.

After https://developers.facebook.com/docs/pages-api/posts/
"""

from typing import Any

from tests.channels.fakes.server import Answer, Asked, Fake

PAGE = "1029384756"


def error(code: int, message: str = "", status: int = 400) -> Answer:
    """An error as the Graph API writes it."""
    body = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1"}
    return Answer(status, {"error": body})


class FakeGraph(Fake):
    """`wall` are the posts that stand on the page, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.wall: list[dict[str, Any]] = []

    def refuse_token(self) -> Answer:
        """As Facebook says it."""
        words = "Error validating access token: Session has expired"
        return error(190, words)

    def take(self, asked: Asked) -> Answer:
        """One request."""
        path = asked.path.removeprefix("/v25.0")
        if path == f"/{PAGE}/feed" and asked.method == "POST":
            number = f"{PAGE}_{len(self.wall) + 1}"
            address = f"https://www.facebook.com/{PAGE}/posts/{len(self.wall) + 1}"
            post = {"id": number, "message": asked.data["message"], "permalink_url": address}
            self.wall.insert(0, post)
            return Answer(200, {"id": number})
        if path == f"/{PAGE}/posts":
            return Answer(200, {"data": self.wall[: int(asked.query["limit"])]})
        if path == f"/{PAGE}":
            return Answer(200, {"id": PAGE, "name": "องค์การบริหารส่วนตำบลทดสอบ"})
        return error(100, "Unsupported request", 404)
