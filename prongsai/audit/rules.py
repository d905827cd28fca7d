"""How an entry is hashed: canonical JSON, SHA-256, each row naming the one before it."""

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def canonical_json(value: Any) -> bytes:
    """The one byte string for a JSON value: sorted keys, no spaces, UTF-8 (after RFC 8785)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def compute_hash(fields: dict[str, Any]) -> str:
    """SHA-256 in hex of an entry's fields, `previous_hash` included."""
    return hashlib.sha256(canonical_json(fields)).hexdigest()
