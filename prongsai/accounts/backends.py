"""Signing in by name or e-mail; rights come from groups and positions, not from single grants."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from prongsai.accounts.models import User


class GroupBackend(ModelBackend):
    """Django's backend without permissions of single users, which this program does not give."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """The account of a name or an e-mail that one account alone has, when the password fits."""
        if username and "@" in username:
            named = list(
                User.objects.filter(email__iexact=username).values_list("username", flat=True)[:2]
            )
            username = named[0] if len(named) == 1 else username
        return super().authenticate(request, username=username, password=password, **kwargs)

    def get_user(self, user_id: Any) -> Any:
        """The account with its settings, which every page of the office asks for."""
        found = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None

    def _get_user_permissions(self, user_obj: Any) -> Any:
        return Permission.objects.none()
