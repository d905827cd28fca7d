"""What a site's robots.txt allows this program (RFC 9309)."""

from protego import Protego

AGENT = "prongsai"
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5
LONGEST_DELAY = 10.0  # seconds; a site that asks for more is asked this often


class Robots:
    """The rules of one site."""

    def __init__(self, text: str = "") -> None:
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether the address may be opened."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """The seconds between two questions that the site asks for."""
        asked = self._rules.crawl_delay(AGENT) or 0.0
        return min(max(float(asked), 0.0), LONGEST_DELAY)


def read_robots(status: int, content: bytes) -> Robots | None:
    """From an answer for /robots.txt: none there means all is allowed; None: the site failed, nothing is."""
    if status >= 500 or status == 429:
        return None
    if status != 200:
        return Robots()
    return Robots(content[:MOST_BYTES].decode("utf-8", "replace"))
