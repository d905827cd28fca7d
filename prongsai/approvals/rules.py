"""Pure rules of chains and acts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prongsai.audit.rules import canonical_json

REPORT, OPINION, DECIDE = "report", "opinion", "decide"
SIGNED, APPROVED, REFUSED, RETURNED = "signed", "approved", "refused", "returned"
DEFAULT_OPINION = "- เพื่อโปรดพิจารณา"
# What officers write on most days; the box stays free.
QUICK_OPINIONS = (
    DEFAULT_OPINION,
    "- เห็นควรอนุมัติตามเสนอ",
    "- ตรวจสอบแล้วถูกต้อง เห็นควรพิจารณาอนุมัติ",
    "- เพื่อโปรดทราบและพิจารณา",
)


@dataclass(frozen=True)
class ChainLink:
    """A desk of a usual chain: its kind, the role that sits there, working days to act."""

    kind: str
    role: str
    days: int = 3


def find_chain_problem(kinds: Sequence[str]) -> str:
    """Why a chain can't work ("first", "last", "middle"), or an empty text.

    The reporter begins, exactly one decision ends it, all between are opinions.
    """
    if not kinds or kinds[0] != REPORT:
        return "first"
    if len(kinds) < 2 or kinds[-1] != DECIDE:
        return "last"
    return "" if all(kind == OPINION for kind in kinds[1:-1]) else "middle"


def list_verdicts(last_kind: str) -> tuple[str, ...]:
    """What may be answered at a desk; only `decide` approves or refuses, a reporter only signs."""
    if last_kind == REPORT:
        return (SIGNED,)
    return (APPROVED, REFUSED, RETURNED) if last_kind == DECIDE else (SIGNED, RETURNED)


def needs_reason(verdict: str) -> bool:
    """Whether an answer must say why."""
    return verdict in (REFUSED, RETURNED)


def compute_digest(value: Any) -> str:
    """SHA-256 in hex of canonical JSON."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def compute_act_digest(
    *,
    round_sha256: str,
    order: int,
    verdict: str,
    opinion: str,
    signer_name: str,
    lines: Sequence[str],
    signed_on: str,
    is_on_paper: bool,
    picture: str,
    scan: str = "",
) -> str:
    """The digest of one act, over the text it is about and everything it says.

    `picture` and `scan` are digests of files, or empty.
    """
    return compute_digest(
        {
            "round": round_sha256,
            "step": order,
            "verdict": verdict,
            "opinion": opinion,
            "name": signer_name,
            "capacity": list(lines),
            "date": signed_on,
            "on_paper": is_on_paper,
            "picture": picture,
        }
        | ({"scan": scan} if scan else {})
    )
