"""Papers as an archive: a ZIP with their files, an index for people and one for programs, digests.

Written piece by piece to a file: a year of papers never lies in memory.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from prongsai.common.sheets import neutralise

FORMAT = 1
BLOCK = 1024 * 1024
# What is packed already gains nothing by packing it again.
PACKED = {".pdf", ".jpg", ".png", ".docx", ".xlsx", ".pptx"}


@dataclass(frozen=True)
class ArchiveFile:
    """A file to be kept: its name, and its bytes or where they lie."""

    name: str
    content: bytes | Path


@dataclass(frozen=True)
class ArchiveItem:
    """A paper: its folder, what is said of it (JSON values), its files."""

    folder: str
    metadata: Mapping[str, Any]
    files: Sequence[ArchiveFile] = field(default=())


@dataclass(frozen=True)
class ArchiveSummary:
    """What was written."""

    items: int
    files: int
    size: int
    sha256: str


def write_archive(
    target: Path,
    items: Iterable[ArchiveItem],
    *,
    about: Mapping[str, Any],
    columns: Mapping[str, str],
) -> ArchiveSummary:
    """Write the archive to `target`.

    `columns` names the metadata that index.csv shows and how its columns are called; index.json has
    all of it with the SHA-256 of each file; manifest-sha256.txt can be checked with `sha256sum -c`.
    """
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as table,
        tempfile.TemporaryFile("w+", encoding="utf-8") as index,
        tempfile.TemporaryFile("w+", encoding="utf-8") as manifest,
    ):
        writer = _Writer(archive, table, index, manifest, columns)
        writer.begin(about)
        for item in items:
            writer.add(item)
        writer.finish()
    size, digest = target.stat().st_size, _digest_of(target)
    return ArchiveSummary(writer.items, writer.files, size, digest)


class _Writer:
    """The open archive with its three indexes."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        table: IO[str],
        index: IO[str],
        manifest: IO[str],
        columns: Mapping[str, str],
    ) -> None:
        self.archive, self.table, self.index, self.manifest = archive, table, index, manifest
        self.columns = columns
        self.rows = csv.writer(table, lineterminator="\r\n")
        self.items = self.files = 0

    def begin(self, about: Mapping[str, Any]) -> None:
        """The heads of the indexes."""
        self.table.write("\ufeff")
        self.rows.writerow([*self.columns.values(), "แฟ้ม"])
        head = json.dumps({"format": FORMAT, **about}, ensure_ascii=False)
        self.index.write(f'{head[:-1]}, "papers": [')

    def add(self, item: ArchiveItem) -> None:
        """A paper with its files."""
        stored = [self._store(item.folder, file) for file in item.files]
        entry = {"folder": item.folder, **item.metadata, "files": stored}
        self.index.write((",\n" if self.items else "\n") + json.dumps(entry, ensure_ascii=False))
        cells = [neutralise(_cell(item.metadata.get(key))) for key in self.columns]
        self.rows.writerow([*cells, item.folder])
        self.items += 1

    def _store(self, folder: str, file: ArchiveFile) -> dict[str, Any]:
        path = f"{folder}/{file.name}"
        size, digest = self._copy(path, file.content)
        self.manifest.write(f"{digest}  {path}\n")
        self.files += 1
        return {"path": path, "size": size, "sha256": digest}

    def _copy(self, path: str, content: bytes | Path) -> tuple[int, str]:
        """Put bytes under a path; returns how many and their digest."""
        info = _entry(path)
        digest, size = hashlib.sha256(), 0
        source = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
        with source, self.archive.open(info, "w", force_zip64=True) as out:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                out.write(block)
        return size, digest.hexdigest()

    def finish(self) -> None:
        """Close the indexes and put them into the archive."""
        self.index.write("\n]}\n")
        for name, made in (("index.csv", self.table), ("index.json", self.index)):
            made.flush()
            self.manifest.write(f"{_digest_text(made)}  {name}\n")
            self._put(name, made)
        self._put("manifest-sha256.txt", self.manifest)

    def _put(self, name: str, made: IO[str]) -> None:
        made.flush()
        made.seek(0)
        with self.archive.open(_entry(name), "w", force_zip64=True) as out:
            shutil.copyfileobj(made.buffer, out)  # type: ignore[attr-defined]


def _entry(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path)  # without the hour: the same papers give the same bytes
    is_packed = Path(path).suffix.lower() in PACKED
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, (list, tuple)):
        return "\n".join(str(part) for part in value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _digest_text(made: IO[str]) -> str:
    made.seek(0)
    digest = hashlib.file_digest(made.buffer, "sha256").hexdigest()  # type: ignore[attr-defined]
    made.seek(0, io.SEEK_END)
    return str(digest)


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
