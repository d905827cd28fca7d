"""Signed checkpoints: an Ed25519 key that only this installation has."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nacl.encoding import HexEncoder
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from prongsai.audit.rules import canonical_json
from prongsai.common.keys import path_of_key, write_once


def key_path() -> Path:
    """Where the key lies; it is part of the backup."""
    return path_of_key("log.key")


def _load_key() -> SigningKey:
    path = key_path()
    if not path.exists():
        write_once(path, SigningKey.generate().encode(HexEncoder))
    return SigningKey(path.read_bytes().strip(), HexEncoder)


def sign_checkpoint(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with our public key and the signature over their canonical JSON."""
    key = _load_key()
    public = key.verify_key.encode(HexEncoder).decode()
    said = dict(values) | {"public_key": public}
    return said | {"signature": key.sign(canonical_json(said)).signature.hex()}


def has_valid_signature(text: Mapping[str, Any], public_key: str = "") -> bool:
    """Whether a checkpoint was signed by the key it names, and that is the key expected.

    `public_key` in hex, as noted down earlier; empty: any.
    """
    said = {name: value for name, value in text.items() if name != "signature"}
    named = str(text.get("public_key", ""))
    if public_key and named.lower() != public_key.lower():
        return False
    try:
        key = VerifyKey(named.encode(), HexEncoder)
        key.verify(canonical_json(said), bytes.fromhex(str(text.get("signature", ""))))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
