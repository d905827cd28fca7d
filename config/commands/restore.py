"""`prongsai restore FILE`: put a backup back, on an empty installation or with --force."""

import argparse
import fcntl
import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from config import archive, env
from config.cli import CommandRefused
from config.commands.backup import pg_tool, read_passphrase
from config.commands.base import migrate, use_full_settings
from config.postgres import running


def help_text() -> str:
    """One line for `--help`."""
    return _("put a backup back")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--passphrase-file", type=Path, help=_("the backup's passphrase"))
    parser.add_argument("--force", action="store_true", help=_("replace the data that is there"))


def run(options: argparse.Namespace) -> int:
    """Check the whole archive first, then restore; refuses while the program runs."""
    if not options.file.is_file():
        raise CommandRefused(_("There is no file %(path)s.") % {"path": options.file})
    passphrase = read_passphrase(options.passphrase_file)
    _refuse_while_running()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _unpack(options.file, folder, passphrase)
        with running(env.data_dir()):
            use_full_settings()
            if _holds_data() and not options.force:
                raise CommandRefused(_("There is data already. --force replaces it."))
            _restore(folder)
            from django.db import connections

            connections.close_all()
    print(_("The backup was restored."))
    return 0


def _refuse_while_running() -> None:
    path = env.data_dir() / "database-users"
    if not path.exists():
        return
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandRefused(_("The program is running. Stop it first.")) from None


def _unpack(path: Path, folder: Path, passphrase: str) -> None:
    plain = path
    try:
        if archive.is_protected(path):
            if not passphrase:
                raise CommandRefused(_("This backup needs its passphrase (--passphrase-file)."))
            plain = folder / "archive.tar"
            with path.open("rb") as source, archive.open_private(plain) as target:
                archive.unprotect(source, target, passphrase)
        with tarfile.open(plain) as tar:
            tar.extractall(folder / "parts", filter="data")
        broken = _find_broken(folder / "parts")
    except (archive.BadArchive, tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise CommandRefused(
            _("The backup can't be read: it is damaged or the passphrase is wrong.")
        ) from error
    if broken:
        raise CommandRefused(_("The backup is damaged: %(name)s") % {"name": broken[0]})


def _find_broken(parts: Path) -> list[str]:
    """Parts that are not what the manifest says: changed, or not named in it."""
    listed: dict[str, str] = json.loads((parts / "manifest.json").read_text())["parts"]
    found = {str(path.relative_to(parts)) for path in parts.rglob("*") if path.is_file()}
    changed = [name for name in listed if archive.sha256_of(parts / name) != listed[name]]
    return changed + sorted(found - set(listed) - {"manifest.json"})


def _holds_data() -> bool:
    from django.db import connection

    if "organization_organizationprofile" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM organization_organizationprofile)")
        return bool(cursor.fetchone()[0])


def _restore(folder: Path) -> None:
    parts = folder / "parts"
    pg_tool(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
        "--exit-on-error", "--dbname=" + _database_name(), str(parts / "database.dump"),
    )  # fmt: skip
    for root in ("files", "media", "keys"):
        (parts / root).mkdir(exist_ok=True)  # none in the backup: none afterwards
    for root in ("files", "media", "keys", "secret-key"):
        _swap(parts / root, env.data_dir() / root)
    migrate()


def _database_name() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def _swap(source: Path, target: Path) -> None:
    """Put a folder or file in its place; the old one goes only when the new one stands."""
    if not source.exists():
        return
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
        leftover.unlink(missing_ok=True) if not leftover.is_dir() else None
    shutil.copytree(source, fresh) if source.is_dir() else shutil.copy(source, fresh)
    _make_private(fresh)
    if target.exists():
        os.replace(target, old)
    os.replace(fresh, target)
    shutil.rmtree(old, ignore_errors=True)
    if old.exists():
        old.unlink()


def _make_private(path: Path) -> None:
    path.chmod(0o700 if path.is_dir() else 0o600)
    for inside in path.rglob("*") if path.is_dir() else ():
        inside.chmod(0o700 if inside.is_dir() else 0o600)
