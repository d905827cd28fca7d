"""How an entry is hashed: canonical JSON, SHA-256, each row naming the one before it.

Labels and data may hold personal data. The chain covers only a salted commitment to each, so that
one can be erased (its value emptied, its salt dropped) and the chain stays whole.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
# The fields that may be erased, with what is left of them.
ERASABLE: dict[str, Any] = {"actor_label": "", "target_label": "", "data": {}}
PLAIN = (
    "sequence", "happened_at", "actor_id", "event", "target_type", "target_id", "previous_hash",
)  # fmt: skip


def canonical_json(value: Any) -> bytes:
    """The one byte string for a JSON value: sorted keys, no spaces, UTF-8 (after RFC 8785)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def make_salt() -> str:
    """Sixteen random bytes in hex: without them a name can't be guessed from its commitment."""
    return secrets.token_hex(16)


def commit(value: Any, salt: str) -> str:
    """The commitment to a value: SHA-256 over its salt and canonical JSON."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical_json(value)).hexdigest()


def compute_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 in hex of a row: its plain fields and the commitments to the others."""
    fields = {name: row[name] for name in PLAIN} | {"commitments": row["commitments"]}
    return hashlib.sha256(canonical_json(fields)).hexdigest()


@dataclass(frozen=True)
class BrokenRow:
    """The first row that does not fit the chain: its number and what is wrong with it."""

    sequence: int
    reason: str  # "missing" | "changed" | "unlinked"


def find_broken(rows: Iterable[Mapping[str, Any]]) -> tuple[int, BrokenRow | None]:
    """Walk rows in their order; how many are sound, and the first broken one, if any.

    A row without values and salts (of an export) is checked by its commitments alone.
    """
    previous, expected = GENESIS, 1
    for row in rows:
        broken = _check(row, expected, previous)
        if broken:
            return expected - 1, broken
        previous, expected = row["hash"], expected + 1
    return expected - 1, None


def _check(row: Mapping[str, Any], expected: int, previous: str) -> BrokenRow | None:
    if row["sequence"] != expected:
        return BrokenRow(expected, "missing")
    if row["previous_hash"] != previous:
        return BrokenRow(expected, "unlinked")
    if row["hash"] != compute_hash(row) or not _keeps_commitments(row):
        return BrokenRow(expected, "changed")
    return None


def _keeps_commitments(row: Mapping[str, Any]) -> bool:
    if set(row["commitments"]) != set(ERASABLE):
        return False
    if "salts" not in row:
        return True
    for name, empty in ERASABLE.items():
        salt = row["salts"].get(name)
        if salt is None:
            if row[name] != empty:
                return False
        elif commit(row[name], salt) != row["commitments"][name]:
            return False
    return True
