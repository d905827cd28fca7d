"""Files of an import between its two steps: kept for a day outside the database."""

import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

KEPT_SECONDS = 24 * 3600


def hold(content: bytes) -> str:
    """Keep a file for a day; returns its key. Who may ask for the key is the caller's matter."""
    folder = _folder()
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            old.unlink(missing_ok=True)
    key = str(uuid.uuid4())
    path = folder / key
    path.touch(mode=0o600)
    path.write_bytes(content)
    return key


def read_held(key: str | uuid.UUID) -> bytes | None:
    """The file of a key; None when its day is over."""
    try:
        return _path(key).read_bytes()
    except FileNotFoundError:
        return None


def release(keys: Iterable[str | uuid.UUID]) -> None:
    """Delete files that are not needed any more."""
    for key in keys:
        _path(key).unlink(missing_ok=True)


def _path(key: str | uuid.UUID) -> Path:
    return _folder() / str(uuid.UUID(str(key)))


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
