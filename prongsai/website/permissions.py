"""Who writes the website. Wagtail's groups mirror these rules; a page asks them again by itself."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.organization.models import Division, Role
from prongsai.organization.permissions import (
    is_chief_administrator,
    is_integrity_officer,
    may_see_organization,
    works_in,
)
from prongsai.organization.queries import posts_of
from prongsai.website.models import Editing, Editor, SitePage
from prongsai.website.tree import nearest


@dataclass(frozen=True)
class Rights:
    """What a person may do with pages today; divisions by their keys."""

    manages: bool = False
    writes_everywhere: bool = False
    writes_for: frozenset[int] = frozenset()
    checks_everywhere: bool = False
    checks_for: frozenset[int] = frozenset()
    is_moderated: bool = False


def may_manage_site(user: Any) -> bool:
    """Set the look, categories, keepers, editors: the officer in charge of integrity, administrators."""
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


def rights_of(user: Any) -> Rights:
    """The rights of a person, asked of the database once a request."""
    if not is_signed_in(user):
        return Rights()
    if "_site_rights" not in vars(user):
        vars(user)["_site_rights"] = _read_rights(user)
    found: Rights = vars(user)["_site_rights"]
    return found


def _read_rights(user: Any) -> Rights:
    if may_manage_site(user):
        return Rights(manages=True, writes_everywhere=True, checks_everywhere=True)
    named = list(Editor.objects.filter(user=user).values_list("division_id", flat=True))
    is_moderated = Editing.objects.filter(is_moderated=True).exists()
    posts = posts_of(user, timezone.localdate()) if is_moderated else []
    heads = {p.division_id for p in posts if p.role == Role.DIVISION_HEAD and p.division_id}
    return Rights(
        writes_everywhere=None in named,
        writes_for=frozenset(pk for pk in named if pk is not None),
        checks_everywhere=any(p.role == Role.CHIEF_ADMINISTRATOR for p in posts),
        checks_for=frozenset(pk for pk in heads if pk is not None),
        is_moderated=is_moderated,
    )


def may_open_site(user: Any) -> bool:
    """See the pages in the office: who writes any of them, and who looks at them before all do."""
    rights = rights_of(user)
    return bool(
        rights.writes_everywhere
        or rights.writes_for
        or rights.checks_everywhere
        or rights.checks_for
    )


def may_edit_page(user: Any, page: Any) -> bool:
    """Write a page: who was named for all pages or for its keeper's; who looks at it, too."""
    rights = rights_of(user)
    if rights.writes_everywhere or rights.checks_everywhere:
        return True
    keeper = keeper_at(user, page.path)
    return keeper in rights.writes_for or keeper in rights.checks_for


def may_publish(user: Any, page: Any) -> bool:
    """Make a page public: its writers; where pages are looked at first, its keeper's head, the chief
    administrator and who manages the site."""
    rights = rights_of(user)
    if rights.manages or rights.checks_everywhere:
        return True
    if not rights.is_moderated:
        return may_edit_page(user, page)
    return keeper_at(user, page.path) in rights.checks_for


def may_edit_below(user: Any, page: Any) -> bool:
    """Write every page below a page: no other division keeps one of them."""
    rights = rights_of(user)
    if may_choose_keeper(user):
        return True
    below = SitePage.objects.filter(path__startswith=page.path, depth__gt=page.depth)
    others = below.exclude(keeper=None).exclude(keeper__in=rights.writes_for | rights.checks_for)
    return not others.exists()


def may_choose_keeper(user: Any) -> bool:
    """Say which division keeps a page and how often it is looked at: who writes or checks all pages."""
    rights = rights_of(user)
    return rights.writes_everywhere or rights.checks_everywhere


def keeper_at(user: Any, path: str) -> int | None:
    """The division that keeps what stands at a place of the tree, asked once a request."""
    if "_site_keepers" not in vars(user):
        kept = SitePage.objects.filter(keeper__isnull=False).values_list("path", "keeper_id")
        vars(user)["_site_keepers"] = dict(kept)
    keepers: dict[str, int] = vars(user)["_site_keepers"]
    return nearest(path, keepers)


def may_see_questions(user: Any) -> bool:
    """Open the list of questions: who manages the site, and colleagues, who see their division's."""
    return may_see_organization(user)


def may_answer(user: Any, question: Any) -> bool:
    """See a question and write its answer: its division's people, and who manages the site."""
    if may_manage_site(user):
        return True
    return question.division is not None and works_in(user, question.division)
