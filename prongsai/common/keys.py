"""Keys that only this installation has: made once, read by nobody else, part of the backup."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of_key(name: str) -> Path:
    """Where a key lies."""
    return Path(settings.DATA_DIR) / "keys" / name


def write_once(path: Path, content: bytes) -> None:
    """Put a key in its place whole, mode 0600; of two writers at once the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
