"""Wagtail's question about a page, answered by our predicates: groups open, predicates narrow."""

from typing import Any

from wagtail.models import PagePermissionTester

from prongsai.website.permissions import may_edit_page, may_publish

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
