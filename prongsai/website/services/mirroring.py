"""Wagtail's groups mirror who writes the website: they open its screens, the predicates decide."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, WorkflowPage

from prongsai.organization.models import Role
from prongsai.organization.permissions import is_head_of
from prongsai.organization.queries import holders_of_role, list_divisions, people_of
from prongsai.website.models import Editing, Editor, SitePage
from prongsai.website.queries import find_site_root

PREFIX = "website"
WORKFLOW = "ตรวจแล้วเผยแพร่"
ENTRANCE = ("access_admin", "change_sitepage")
WRITE = frozenset({"add_page", "change_page"})
PUBLISH = frozenset({"publish_page", "bulk_delete_page"})
OWN_FILES = frozenset({"add_image", "choose_image", "add_document", "choose_document"})
ALL_FILES = OWN_FILES | {"change_image", "change_document"}


@dataclass(frozen=True)
class Mirror:
    """A group as it should be: keys of accounts and pages, codes of permissions."""

    users: set[int]
    pages: set[int]
    on_pages: frozenset[str]
    on_files: frozenset[str] = field(default=OWN_FILES)


@transaction.atomic
def sync_editors(*, on: dt.date) -> None:
    """Make the groups of the website mirror who writes and who publishes on a day.

    Wagtail's own moderation, which it lays over every page at its birth, is taken away.
    """
    WorkflowPage.objects.exclude(workflow__name=WORKFLOW).delete()
    wanted = _mirrors(on)
    groups = {g.name: g for g in Group.objects.filter(name__startswith=f"{PREFIX}-")}
    for name, mirror in wanted.items():
        group = groups.get(name) or Group.objects.get_or_create(name=name)[0]
        _carry_over(group, mirror)
    Group.objects.filter(name__in=set(groups) - set(wanted)).delete()


def _mirrors(on: dt.date) -> dict[str, Mirror]:
    root = find_site_root()
    if root is None:
        return {}
    is_moderated = Editing.objects.filter(is_moderated=True).exists()
    write = WRITE if is_moderated else WRITE | PUBLISH
    officers = {user.pk for user in holders_of_role(Role.INTEGRITY_OFFICER, on)}
    chiefs = {user.pk for user in holders_of_role(Role.CHIEF_ADMINISTRATOR, on)}
    editors: dict[int | None, set[int]] = {}
    for user, kept in Editor.objects.values_list("user_id", "division_id"):
        editors.setdefault(kept, set()).add(user)
    found = {
        f"{PREFIX}-publishers": Mirror(
            officers | (chiefs if is_moderated else set()), {root.pk}, WRITE | PUBLISH, ALL_FILES
        ),
        f"{PREFIX}-editors": Mirror(editors.get(None, set()), {root.pk}, write, ALL_FILES),
    }
    for division in list_divisions():
        if division.pk not in editors and not is_moderated:
            continue
        pages = set(SitePage.objects.filter(keeper=division).values_list("pk", flat=True))
        if division.pk in editors:
            found[f"{PREFIX}-editors-{division.code}"] = Mirror(editors[division.pk], pages, write)
        if is_moderated:
            heads = {user.pk for user in people_of(division, on) if is_head_of(user, division)}
            found[f"{PREFIX}-heads-{division.code}"] = Mirror(heads, pages, WRITE | PUBLISH)
    return found


def _carry_over(group: Group, mirror: Mirror) -> None:
    group.user_set.set(mirror.users)
    entrance = Permission.objects.filter(codename__in=ENTRANCE)
    group.permissions.set(entrance)
    on_pages = _keys(mirror.on_pages)
    wanted = {(page, permission) for page in mirror.pages for permission in on_pages}
    held = GroupPagePermission.objects.filter(group=group)
    for row in held:
        if (row.page_id, row.permission_id) not in wanted:
            row.delete()
        wanted.discard((row.page_id, row.permission_id))
    GroupPagePermission.objects.bulk_create(
        (
            GroupPagePermission(group=group, page_id=page, permission_id=permission)
            for page, permission in wanted
        ),
        ignore_conflicts=True,  # two who sign in at once both mirror
    )
    _open_files(group, _keys(mirror.on_files))


def _open_files(group: Group, wanted: set[int]) -> None:
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(permission__in=wanted).delete()
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission_id=permission)
        for permission in wanted - set(held.values_list("permission_id", flat=True))
    )


def _keys(codes: Iterable[str]) -> set[int]:
    owners = ("wagtailcore", "wagtailimages", "wagtaildocs")
    found = Permission.objects.filter(codename__in=codes, content_type__app_label__in=owners)
    return set(found.values_list("pk", flat=True))
