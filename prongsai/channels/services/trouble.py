"""What is wrong with an account: kept, told to the administrators once, and over when it works again."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.channels.models import ChannelAccount
from prongsai.channels.senders.outcome import Outcome
from prongsai.channels.services.messages import notify
from prongsai.common.secretbox import Unreadable, unseal
from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role

Problem = ChannelAccount.Problem


def unseal_token(account: ChannelAccount) -> str | None:
    """The token of an account; None, and a problem of the account, when it can't be read here."""
    try:
        return unseal(bytes(account.token))
    except Unreadable:
        set_problem(account, Problem.KEY)
        return None


def report_outcome(account: ChannelAccount, outcome: Outcome) -> bool:
    """Keep what an administrator must mend; False when it is nothing of that kind."""
    if outcome.kind not in ("token", "permission"):
        return False
    set_problem(account, outcome.kind, outcome.advice)
    return True


def set_problem(account: ChannelAccount, problem: str, advice: str = "") -> None:
    """Say what is wrong with an account: deliveries wait until it is mended, none is lost."""
    if account.problem == problem:
        return
    account.problem, account.problem_at = problem, timezone.now()
    account.save(update_fields=["problem", "problem_at"])
    words = {
        Problem.TOKEN: _(
            "%(channel)s no longer accepts the access token: enter a new one. "
            "Publications wait until then; none is lost."
        ),
        Problem.PERMISSION: _(
            "The access token of %(channel)s lacks a permission: make a new one with it and enter it. "
            "Publications wait until then; none is lost."
        ),
        Problem.KEY: _(
            "The secrets of %(channel)s can't be read on this computer: enter them again. "
            "Publications wait until then; none is lost."
        ),
    }
    notify(
        recipients=list_administrators(),
        text=f"{words[Problem(problem)] % {'channel': account}} {advice}".strip(),
        link=f"/office/channels/{account.channel}/",
        key=f"channel:{account.channel}:{account.problem_at:%Y%m%d%H%M%S}",
        email=True,
    )


def clear_problem(account: ChannelAccount) -> None:
    """It works again."""
    account.problem, account.problem_at = "", None
    account.save(update_fields=["problem", "problem_at"])


def list_administrators() -> list[Any]:
    """The active administrators."""
    return list(get_user_model().objects.filter(is_active=True, is_superuser=True))


def list_senders() -> list[Any]:
    """Who may send again: administrators and the officer in charge."""
    officers = holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate())
    return [*list_administrators(), *officers]
