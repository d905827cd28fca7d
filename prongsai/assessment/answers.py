"""Whether measures answer a finding: the app above that has them says so here, unknown to this one."""

from collections.abc import Callable

from prongsai.assessment.models import Finding

Finder = Callable[[Finding], bool]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a function that tells whether something answers a finding."""
    _finders.append(finder)


def is_answered(finding: Finding) -> bool:
    """Whether anything answers a finding."""
    return any(finder(finding) for finder in _finders)
