"""Checking a checkpoint against a log: that of the database, or an export without one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prongsai.audit.rules import PLAIN, BrokenRow, find_broken
from prongsai.audit.signing import has_valid_signature

EXPORTED = (*PLAIN, "commitments", "hash")


class BadCheckpoint(Exception):
    """The file is no checkpoint, or no export."""


@dataclass(frozen=True)
class Verdict:
    """What the check found: "whole", or why not, and how many rows are sound."""

    reason: str  # "whole" | "signature" | "missing" | "changed" | "broken"
    rows: int = 0
    broken: BrokenRow | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the log holds what the checkpoint says."""
        return self.reason == "whole"


def read_checkpoint(content: bytes) -> dict[str, Any]:
    """A checkpoint from its file. Raises `BadCheckpoint`."""
    try:
        text = json.loads(content)
        int(text["sequence"]), str(text["hash"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadCheckpoint from error
    return dict(text)


def check(
    text: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], public_key: str = ""
) -> Verdict:
    """Whether the rows (all, in their order) are whole and hold what the checkpoint signed."""
    if not has_valid_signature(text, public_key):
        return Verdict("signature")
    wanted = int(text["sequence"])
    hashes: list[str] = []

    def watched() -> Iterator[Mapping[str, Any]]:
        for row in rows:
            if row["sequence"] == wanted:
                hashes.append(row["hash"])
            yield row

    sound, broken = find_broken(watched())
    if broken is not None:
        return Verdict("broken", sound, broken)
    if not hashes:
        return Verdict("missing", sound)
    return Verdict("whole" if hashes[0] == text["hash"] else "changed", sound)


def export_row(row: Mapping[str, Any]) -> bytes:
    """One line of an export: what is needed to check the chain, and nobody's name."""
    kept = {name: row[name] for name in EXPORTED}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_export(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows of an export. Raises `BadCheckpoint`."""
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadCheckpoint from error
        if not isinstance(row, dict) or set(row) != set(EXPORTED):
            raise BadCheckpoint
        if not isinstance(row["sequence"], int) or not isinstance(row["commitments"], dict):
            raise BadCheckpoint
        yield row
