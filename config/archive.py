"""Backup archives: database, files, keys and version in one tar, optionally behind a passphrase.

A protected archive is a sequence of libsodium secretstream chunks; its key comes from the
passphrase by Argon2id. Digests of all parts stand in the manifest and are checked before anything
is touched.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from nacl import bindings, pwhash, utils

MAGIC = b"PRONGSAI-BACKUP-1\n"
CHUNK = 1 << 20


class BadArchive(Exception):
    """The archive is damaged, of another kind, or the passphrase is wrong."""


def sha256_of(path: Path) -> str:
    """Digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key(passphrase: str, salt: bytes) -> bytes:
    return pwhash.argon2id.kdf(
        32,
        passphrase.encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_MODERATE,
        memlimit=pwhash.argon2id.MEMLIMIT_MODERATE,
    )


def protect(source: IO[bytes], target: IO[bytes], passphrase: str) -> None:
    """Write `source` to `target` behind a passphrase."""
    salt = utils.random(pwhash.argon2id.SALTBYTES)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, _key(passphrase, salt))
    target.write(MAGIC + salt + header)
    piece = source.read(CHUNK)
    while True:
        following = source.read(CHUNK)
        tag = (
            bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
            if following
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        )
        target.write(bindings.crypto_secretstream_xchacha20poly1305_push(state, piece, None, tag))
        if not following:
            return
        piece = following


def is_protected(path: Path) -> bool:
    """Whether the archive needs a passphrase."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def unprotect(source: IO[bytes], target: IO[bytes], passphrase: str) -> None:
    """Undo `protect`; raises `BadArchive` on a wrong passphrase or a cut-off archive."""
    source.read(len(MAGIC))
    salt = source.read(pwhash.argon2id.SALTBYTES)
    header = source.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    overhead = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
    try:
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(
            state, header, _key(passphrase, salt)
        )
        for chunk in _chunks(source, CHUNK + overhead):
            piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk, None)
            target.write(piece)
    except (RuntimeError, ValueError, TypeError) as error:
        raise BadArchive("passphrase") from error
    if tag != bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
        raise BadArchive("cut off")


def _chunks(source: IO[bytes], size: int) -> Iterator[bytes]:
    chunk = source.read(size)
    if not chunk:
        raise ValueError("empty")
    while chunk:
        yield chunk
        chunk = source.read(size)


def add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Put a small part into the archive."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def open_private(path: Path) -> IO[bytes]:
    """A new file with mode 0600; refuses to overwrite."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
