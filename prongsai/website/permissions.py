"""Who writes the website."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.models import Division
from prongsai.organization.permissions import (
    is_chief_administrator,
    is_integrity_officer,
    may_see_organization,
    works_in,
)


def may_manage_site(user: Any) -> bool:
    """Set the look, categories and keepers: the officer in charge of integrity, administrators."""
    return is_administrator(user) or is_integrity_officer(user)


def may_open_care(user: Any) -> bool:
    """See how the pages stand: colleagues with a position, administrators."""
    return may_see_organization(user)


def may_confirm(user: Any, keeper: Division | None) -> bool:
    """Say that a page is still right: the people of its keeper, and who manages the site."""
    return may_manage_site(user) or (keeper is not None and works_in(user, keeper))


def may_write_of_site(user: Any) -> bool:
    """Draft the order and the monthly report: who writes papers for all divisions."""
    return is_integrity_officer(user) or is_chief_administrator(user)


def may_see_questions(user: Any) -> bool:
    """Open the list of questions: who manages the site, and colleagues, who see their division's."""
    return may_see_organization(user)


def may_answer(user: Any, question: Any) -> bool:
    """See a question and write its answer: its division's people, and who manages the site."""
    if may_manage_site(user):
        return True
    return question.division is not None and works_in(user, question.division)
