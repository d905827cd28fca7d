"""`prongsai backup FILE`: everything that must not be lost, in one archive."""

import argparse
import json
import os
import subprocess
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import gettext as _

from config import archive, env
from config.cli import CommandRefused
from config.commands.base import database
from config.postgres import binaries


def help_text() -> str:
    """One line for `--help`."""
    return _("write database, files and keys into one archive")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--passphrase-file", type=Path, help=_("protect with this passphrase"))


def read_passphrase(path: Path | None) -> str:
    """The passphrase of a file, without the line's end."""
    if path is None:
        return ""
    text = path.read_text(encoding="utf-8").rstrip("\r\n")
    if not text:
        raise CommandRefused(_("The file with the passphrase is empty."))
    return text


def run(options: argparse.Namespace) -> int:
    """Dump, pack, digest; the archive appears under its name only when it is complete."""
    if options.file.exists():
        raise CommandRefused(_("%(path)s exists already.") % {"path": options.file})
    passphrase = read_passphrase(options.passphrase_file)
    partial = options.file.with_name(options.file.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        with database(), tempfile.TemporaryDirectory() as folder:
            _pack(partial, Path(folder), passphrase)
        os.replace(partial, options.file)
    finally:
        partial.unlink(missing_ok=True)
    print(options.file)
    return 0


def _pack(target: Path, folder: Path, passphrase: str) -> None:
    dump = folder / "database.dump"
    pg_tool("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
    plain = folder / "archive.tar" if passphrase else target
    with archive.open_private(plain) as file, tarfile.open(fileobj=file, mode="w") as tar:
        parts = {"database.dump": dump, **_private_files(env.data_dir())}
        for name, path in parts.items():
            tar.add(path, name, recursive=False)
        digests = {name: archive.sha256_of(path) for name, path in parts.items()}
        manifest = {"version": version("prongsai"), "parts": digests}
        archive.add_bytes(tar, "manifest.json", json.dumps(manifest, indent=1).encode())
    if passphrase:
        with plain.open("rb") as source, archive.open_private(target) as sealed:
            archive.protect(source, sealed, passphrase)


def _private_files(data_dir: Path) -> dict[str, Path]:
    found = {"secret-key": data_dir / "secret-key"}
    for root in ("files", "media", "keys"):
        for path in sorted((data_dir / root).rglob("*")):
            if path.is_file() and not path.name.endswith(".part"):
                found[str(path.relative_to(data_dir))] = path
    return {name: path for name, path in found.items() if path.exists()}


def pg_tool(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against our database."""
    from django.db import connection

    settings = connection.settings_dict
    environment = os.environ | {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"] or 5432),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    done = subprocess.run(
        [str(binaries() / program), *arguments], env=environment, capture_output=True
    )
    if done.returncode:
        raise CommandRefused(done.stderr.decode(errors="replace").strip()[-500:])
