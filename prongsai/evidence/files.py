"""Stored bytes: one file per SHA-256 under FILES_DIR, never reachable by a plain address."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def store(content: bytes) -> str:
    """Keep bytes and return their digest. On return they are on the disk, also after a crash."""
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if target.exists() and target.stat().st_size == len(content):
        return digest
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = target.with_name(f"{digest}.{secrets.token_hex(4)}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, target)
    _sync_folder(target.parent)
    return digest


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256: str) -> bytes:
    """The bytes of a digest. Raises FileNotFoundError."""
    return path_of(sha256).read_bytes()


def thumbnail_path(sha256: str) -> Path:
    """Where the small picture of a stored picture lies, once it was made."""
    return Path(settings.FILES_DIR) / "thumbnails" / f"{sha256}.jpg"


def forget(sha256: str) -> None:
    """Erase the bytes of a digest and its small picture, if they are there."""
    path_of(sha256).unlink(missing_ok=True)
    thumbnail_path(sha256).unlink(missing_ok=True)
