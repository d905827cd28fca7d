"""Wagtail's question about a page, answered by our predicates: groups open, predicates narrow."""

from typing import Any

from wagtail.models import PagePermissionTester

from prongsai.website.permissions import may_edit_below, may_edit_page, may_publish

PUBLIC_ACTS = {"publish", "bulk_delete"}


class KeptPagePermissions(PagePermissionTester):
    """What the groups grant, less what the keeper of the page does not allow."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if hasattr(self, "permissions"):
            self.permissions = self._narrow(user, page)

    def _narrow(self, user: Any, page: Any) -> set[str]:
        if not may_edit_page(user, page):
            return set()
        return self.permissions if may_publish(user, page) else self.permissions - PUBLIC_ACTS

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Also moving asks here: what others keep below goes along, so all of it must be theirs."""
        allowed: bool = super().can_delete(ignore_bulk)
        return allowed and may_edit_below(self.user, self.page)

    def can_set_view_restrictions(self) -> bool:
        """Nobody: pages are for everybody, what is not stays unpublished. Passwords are no protection."""
        return False
