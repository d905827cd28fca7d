"""What came of a fetch: an answer, or a problem with a stable code and words for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prongsai.common.fetching.wording import WORDING


@dataclass(frozen=True)
class Certificate:
    """The certificate of a site that was accepted: the names it is for, and its last day (ISO)."""

    names: tuple[str, ...]
    ends_on: str


@dataclass(frozen=True)
class Fetched:
    """An answer, whatever its status. `hops` are the addresses that redirected, in order.

    `url` is the last address, `content` the decoded body, `seconds` from the question to the last
    byte; `certificate` is None without TLS. Headers have lower-case names.
    """

    url: str
    hops: tuple[str, ...]
    status: int
    headers: Mapping[str, str]
    content: bytes
    sha256: str
    seconds: float
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Problem:
    """Why there is no answer. `code` is a key of `WORDING`; `params` fill its words.

    `retry_after` are the seconds that the site asked to wait, where it did.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    hops: tuple[str, ...] = ()
    seconds: float = 0.0
    retry_after: int | None = None

    @property
    def message(self) -> str:
        """What happened, in the language in use."""
        return str(WORDING[self.code][0]) % self.params

    @property
    def advice(self) -> str:
        """What to do."""
        return str(WORDING[self.code][1]) % self.params
