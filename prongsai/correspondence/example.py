"""The example's papers: an order, announcements and a memo at different stages of their way."""

from collections.abc import Callable
from typing import Any

from prongsai.correspondence import services
from prongsai.correspondence.papers.classes import find_class
from prongsai.correspondence.papers.starting import start_values
from prongsai.correspondence.services import PaperDraft

# (class, how far it came): issued and public, waiting at a desk, or still a draft.
PUBLIC, WAITING, DRAFT = "public", "waiting", "draft"
PAPERS = (
    ("website-keepers", PUBLIC),
    ("no-gift", PUBLIC),
    ("asset-use", PUBLIC),
    ("procurement-transparency", WAITING),
    ("dos-and-donts", DRAFT),
)


def load_papers(
    officer: Any, sign_all: Callable[[Any], None], sign_one: Callable[[Any], None]
) -> None:
    """Write the example's papers as the officer; the callers sign them with their people."""
    for code, stage in PAPERS:
        paper = _draft(officer, code)
        if stage == DRAFT:
            continue
        procedure = services.submit_paper(actor=officer, paper=paper)
        (sign_all if stage == PUBLIC else sign_one)(procedure)
        if stage == PUBLIC:
            services.seal(procedure=procedure)
            services.set_published(actor=officer, paper=paper, is_public=True)


def _draft(officer: Any, code: str) -> Any:
    chosen = find_class(code)
    assert chosen is not None
    values = start_values(officer, chosen)
    draft = PaperDraft(
        kind=chosen.kind,
        class_code=code,
        subject=values["subject"],
        to=values.get("to", ""),
        body=values["body"],
        division=values["division"],
        fiscal_year=values["fiscal_year"],
        language=values["language"],
    )
    return services.draft_paper(actor=officer, draft=draft)
