"""Who writes the website."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import has_position, is_integrity_officer, works_in


def may_manage_site(user: Any) -> bool:
    """Set the look, categories and keepers: the officer in charge of integrity, administrators."""
    return is_administrator(user) or is_integrity_officer(user)


def may_see_questions(user: Any) -> bool:
    """Open the list of questions: who manages the site, and colleagues, who see their division's."""
    return may_manage_site(user) or has_position(user)


def may_answer(user: Any, question: Any) -> bool:
    """See a question and write its answer: its division's people, and who manages the site."""
    if may_manage_site(user):
        return True
    return question.division is not None and works_in(user, question.division)
