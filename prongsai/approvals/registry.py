"""The kinds of documents that go through approval; apps above register theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prongsai.approvals.rules import ChainLink

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from prongsai.approvals.models import Procedure, Round


@dataclass(frozen=True)
class Outcome:
    """What becomes of an approved document: a sentence, the page that shows it, whether it is done."""

    text: "str | Promise"
    link: str = ""
    is_done: bool = True


@dataclass(frozen=True)
class Approvable:
    """A kind of document: its usual chain, how a round looks, what happens when its state changes.

    `on_change` runs inside the transaction of the act. `pdf`, `pages` and `picture` show a round
    with the signatures given so far; `link` is the document's own page in the office; `outcome`
    says what became of an approved one. `give_number` numbers a document that was submitted without
    one, at its last signature.
    """

    code: str
    label: "str | Promise"
    chain: tuple[ChainLink, ...]
    pdf: "Callable[[Round], bytes]"
    pages: "Callable[[Round], int]"
    picture: "Callable[[Round, int], bytes]"
    on_change: "Callable[[Any, Procedure], None]"
    link: "Callable[[Procedure], str]"
    outcome: "Callable[[Procedure], Outcome | None]"
    give_number: "Callable[[Any, Procedure], str] | None" = None


class Registry:
    """Approvables by code."""

    def __init__(self) -> None:
        self._known: dict[str, Approvable] = {}

    def register(self, approvable: Approvable) -> None:
        """Add a kind; raises ValueError for a code that is taken or a chain that can't work."""
        from prongsai.approvals.rules import find_chain_problem

        if approvable.code in self._known:
            raise ValueError(f"approvable {approvable.code!r} is registered twice")
        if find_chain_problem([link.kind for link in approvable.chain]):
            raise ValueError(f"the chain of {approvable.code!r} can't work")
        self._known[approvable.code] = approvable

    def get(self, code: str) -> Approvable:
        """The kind of this code; raises KeyError."""
        return self._known[code]

    def list_all(self) -> list[Approvable]:
        """All kinds in the order of their codes."""
        return sorted(self._known.values(), key=lambda a: a.code)


registry = Registry()
