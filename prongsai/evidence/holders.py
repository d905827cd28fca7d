"""Who else keeps stored bytes: apps that freeze files say so here, so that erasing leaves them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from prongsai.evidence import files
from prongsai.evidence.models import EvidenceVersion

# Of some digests those that an app still needs.
Holder = Callable[[Collection[str]], Iterable[str]]
_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """Add a function that tells which of some digests (SHA-256) an app keeps the bytes of."""
    _holders.append(holder)


def digests_in(frozen: Iterable[Mapping[str, Mapping[str, Any]] | None]) -> set[str]:
    """The digests of frozen lists of files, each {name: {"sha256": …}}."""
    return {said["sha256"] for listed in frozen for said in (listed or {}).values()}


def forget_unused(digests: Collection[str]) -> None:
    """Erase the bytes of those digests that no evidence has and no app keeps."""
    used = EvidenceVersion.objects.filter(sha256__in=digests).values_list("sha256", flat=True)
    kept = set(used).union(*(holder(digests) for holder in _holders))
    for digest in set(digests) - kept:
        files.forget(digest)
