"""Signing in by name or e-mail; rights come from groups and positions, not from single grants."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat

from prongsai.accounts.models import User

# Opens the shell of the office; what a person may do inside is asked of each app's predicates.
ENTER = "wagtailadmin.access_admin"
_also_admitted: list[Callable[[Any], bool]] = []
_read_along: list[Callable[[Any], Any]] = []


def admit(rule: Callable[[Any], bool]) -> None:
    """Open the office's shell to whom this rule names, besides people with a position.

    Called by an app as it starts, with a rule over an account.
    """
    if rule not in _also_admitted:
        _also_admitted.append(rule)


def read_along(annotate: Callable[[Any], Any]) -> None:
    """Read with every account, in its own query, what each page asks of the person.

    Called by an app as it starts, with a function that annotates a queryset of accounts.
    """
    if annotate not in _read_along:
        _read_along.append(annotate)


ALLOWED = ArrayAgg(
    Concat(
        "groups__permissions__content_type__app_label",
        Value("."),
        "groups__permissions__codename",
        output_field=CharField(),
    ),
    filter=Q(groups__permissions__isnull=False),
    default=Value([]),
)


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
        """The account with its settings and the rights of its groups: each page asks for them."""
        accounts = User.objects.select_related("wagtail_userprofile").filter(pk=user_id)
        accounts = accounts.annotate(allowed=ALLOWED)
        for annotate in _read_along:
            accounts = annotate(accounts)
        found = accounts.first()
        if found is None or not self.user_can_authenticate(found):
            return None
        if not found.is_superuser:
            vars(found)["_group_perm_cache"] = set(found.allowed)  # where Django looks first
        return found

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """What the groups allow; the shell also opens to whom an app admits."""
        if super().has_perm(user_obj, perm, obj):
            return True
        return perm == ENTER and user_obj.is_active and any(r(user_obj) for r in _also_admitted)

    def _get_user_permissions(self, user_obj: Any) -> Any:
        return Permission.objects.none()
