"""Secrets at rest (passwords of other services): sealed with a key that lies beside the database."""

from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from prongsai.common.keys import path_of_key, write_once

KEY = "box.key"


class Unreadable(Exception):
    """The secret was sealed with another key, for example on another installation."""


def _box() -> SecretBox:
    path = path_of_key(KEY)
    if not path.exists():
        write_once(path, HexEncoder.encode(random(SecretBox.KEY_SIZE)))
    return SecretBox(path.read_bytes().strip(), HexEncoder)


def seal(text: str) -> bytes:
    """A secret as it may be stored."""
    return bytes(_box().encrypt(text.encode()))


def unseal(content: bytes) -> str:
    """The secret again. Raises `Unreadable`."""
    try:
        return _box().decrypt(bytes(content)).decode()
    except (CryptoError, ValueError) as error:
        raise Unreadable from error
