"""Files of an import between its two steps: kept for a day outside the database."""

import time
import uuid
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from django.conf import settings

KEPT_SECONDS = 24 * 3600
MOST_WAITING = 5


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


def keep_waiting(session: MutableMapping[str, Any], name: str, content: bytes, about: Any) -> str:
    """Hold a file for this session alone, with plain values about it; returns its key.

    `name` is what the session calls such files. Of each name only the newest few wait.
    """
    key = hold(content)
    waiting = {**session.get(name, {}), key: about}
    for old in list(waiting)[:-MOST_WAITING]:
        del waiting[old]
        release([old])
    session[name] = waiting
    return key


def find_waiting(
    session: Mapping[str, Any], name: str, key: str | uuid.UUID
) -> tuple[bytes, Any] | None:
    """A file that waits for this session, and what is known about it; None when it does not."""
    about = session.get(name, {}).get(str(key))
    content = read_held(key) if about is not None else None
    return None if content is None else (content, about)


def _path(key: str | uuid.UUID) -> Path:
    return _folder() / str(uuid.UUID(str(key)))


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
