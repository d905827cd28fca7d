"""The drill: a whole office is backed up and comes back elsewhere, to the last byte; or nothing does."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.config.prepared import Prepared
from tests.config.runner import Served, free_port, run

pytestmark = pytest.mark.xdist_group("backup")
NOWHERE = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
CHECKPOINT = """
import json
from prongsai.audit.services import make_checkpoint
print(json.dumps(make_checkpoint(organization="อบต.ตัวอย่าง").text, ensure_ascii=False))
"""
DIGESTS = """
import json
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names()):
        cursor.execute(
            f'SELECT count(*), md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), \\'\\')) FROM "{table}" t'
        )
        found[table] = list(cursor.fetchone())
print(json.dumps(found))
"""
SEALS = """
import io, json
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from prongsai.correspondence.certificate import find_signer
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.queries import read_sealed
from prongsai.correspondence.sealing import sign_pdf
own = find_signer()
context = ValidationContext(trust_roots=[own.signing_cert], allow_fetching=False)
def check(content):
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    status = validate_pdf_signature(signature, context)
    return bool(status.intact and status.valid and status.trusted)
sealed = [read_sealed(row) for row in SealedDocument.objects.all()]
from prongsai.correspondence.content import Document, Paragraph, Section
import datetime
from prongsai.correspondence.render import render_pdf
page = render_pdf(Document(title="x", date=datetime.date(2026, 1, 1), sections=(Section((Paragraph("x"),)),)))
fresh = sign_pdf(page, signer=own, reason="x", location="x")
print(json.dumps([check(content) for content in [*sealed, fresh]]))
"""


def _shell(data: Path, code: str) -> str:
    done = run(data, "manage", "shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _files(data: Path) -> dict[str, str]:
    """Digest and mode of everything beside the database."""
    roots = [data / name for name in ("files", "keys", "media", "secret-key")]
    paths = [p for root in roots for p in ([root] if root.is_file() else root.rglob("*"))]
    return {
        str(path.relative_to(data)): f"{hashlib.sha256(path.read_bytes()).hexdigest()} "
        f"{path.stat().st_mode & 0o777:o}"
        for path in paths
        if path.is_file()
    }


def _content(data: Path) -> dict[str, Any]:
    return {"tables": json.loads(_shell(data, DIGESTS)), "files": _files(data)}


def _tree(data: Path) -> dict[str, str]:
    """Every byte of a data folder, the database's own files too."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def office(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example organisation: sealed documents, published versions, evidence, keys."""
    return prepared.example(tmp_path_factory.mktemp("drill") / "data")


@pytest.fixture(scope="module")
def checkpoint(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint as it was published, kept by somebody."""
    path = tmp_path_factory.mktemp("kept") / "checkpoint.json"
    path.write_text(_shell(office, CHECKPOINT), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with the passphrase."""
    path = tmp_path_factory.mktemp("secret") / "passphrase"
    path.write_text("แก้วหน้าม้า 2569\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def archives(
    office: Path, checkpoint: Path, secret: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The same office backed up plainly and behind a passphrase."""
    folder = tmp_path_factory.mktemp("archives")
    plain, protected = folder / "plain.backup", folder / "protected.backup"
    for path, more in ((plain, ()), (protected, ("--passphrase-file", str(secret)))):
        done = run(office, "backup", str(path), *more)
        assert done.returncode == 0, done.stderr
        assert path.stat().st_mode & 0o777 == 0o600
    return {"plain": plain, "protected": protected}


@pytest.fixture(scope="module")
def restored(
    archives: dict[str, Path], secret: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The office on a fresh machine."""
    data = tmp_path_factory.mktemp("elsewhere") / "data"
    done = run(data, "restore", str(archives["protected"]), "--passphrase-file", str(secret))
    assert done.returncode == 0, done.stderr
    return data


def test_every_table_file_and_key_comes_back_to_the_last_byte(office: Path, restored: Path) -> None:
    before, after = _content(office), _content(restored)
    assert before["tables"]["correspondence_sealeddocument"][0] >= 4
    assert before["tables"]["evidence_evidenceversion"][0] >= 10
    assert {"keys/seal.p12", "keys/log.key", "secret-key"} <= set(before["files"])
    assert after == before
    assert all(entry.endswith(" 600") for entry in after["files"].values())


def test_seals_verify_and_the_restored_key_seals_on(restored: Path) -> None:
    verdicts = json.loads(_shell(restored, SEALS))
    assert len(verdicts) >= 5
    assert all(verdicts)


def test_the_log_still_holds_what_an_earlier_checkpoint_signed(
    restored: Path, checkpoint: Path
) -> None:
    done = run(restored, "verify-log", "--checkpoint", str(checkpoint))
    assert done.returncode == 0, done.stderr
    assert checkpoint.name in done.stdout
    assert "ครบถ้วน" in done.stdout


def test_an_export_is_checked_without_database_and_data_folder(
    restored: Path, checkpoint: Path, tmp_path: Path
) -> None:
    export, nothing = tmp_path / "log.jsonl", tmp_path / "nothing"
    assert run(restored, "verify-log", "--export", str(export)).returncode == 0
    assert "กานดา" not in export.read_text(encoding="utf-8")
    offline = ("verify-log", "--log", str(export), "--checkpoint", str(checkpoint))
    key = json.loads(checkpoint.read_text(encoding="utf-8"))["public_key"]
    done = run(nothing, *offline, "--public-key", key, **NOWHERE)
    assert done.returncode == 0, done.stderr
    assert not nothing.exists()
    assert run(nothing, *offline, "--public-key", "0" * 64, **NOWHERE).returncode == 1

    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, kept in {
        "cut": lines[: len(lines) // 2],
        "hole": lines[:5] + lines[6:],
        "changed": [*lines[:5], lines[5].replace('"event":"', '"event":"x'), *lines[6:]],
        "garbage": [*lines, "{}\n"],
    }.items():
        export.write_text("".join(kept), encoding="utf-8")
        refused = run(nothing, *offline, **NOWHERE)
        assert refused.returncode == 1, name
        assert refused.stderr.strip(), name
        assert "Traceback" not in refused.stderr


def test_a_wrong_or_missing_passphrase_leaves_everything_untouched(
    restored: Path, archives: dict[str, Path], tmp_path: Path
) -> None:
    before = _tree(restored)
    wrong = tmp_path / "wrong"
    wrong.write_text("guess")
    for more in ((), ("--passphrase-file", str(wrong))):
        done = run(restored, "restore", str(archives["protected"]), "--force", *more)
        assert done.returncode == 1
        assert done.stdout == ""
    assert _tree(restored) == before
    fresh = tmp_path / "fresh"
    assert run(fresh, "restore", str(archives["protected"])).returncode == 1
    assert not fresh.exists()


def _damaged(archive: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Copies of an archive, each damaged in its own way."""
    content = archive.read_bytes()
    with tarfile.open(archive) as tar:
        places = {m.name: m.offset_data + m.size // 2 for m in tar.getmembers() if m.size}
    chosen = {n: places[n] for n in ("database.dump", "keys/seal.p12", "keys/log.key")}
    chosen["a file"] = next(at for name, at in places.items() if name.startswith("files/"))
    for name, at in chosen.items():
        damaged = bytearray(content)
        damaged[at] ^= 1
        yield name, _written(folder / "byte", bytes(damaged))
    yield "cut off", _written(folder / "cut", content[: len(content) // 3])
    yield "empty", _written(folder / "empty", b"")
    yield "another file", _written(folder / "other", b"%PDF-1.7 nothing of ours")
    added = folder / "added"
    shutil.copy(archive, added)
    with tarfile.open(added, "a") as tar:
        entry = tarfile.TarInfo("keys/extra.key")
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    yield "a part that the manifest does not name", added


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_damaged_archive_leaves_everything_untouched(
    restored: Path, archives: dict[str, Path], secret: Path, tmp_path: Path
) -> None:
    before = _tree(restored)
    for name, path in _damaged(archives["plain"], tmp_path):
        done = run(restored, "restore", str(path), "--force")
        assert done.returncode == 1, name
        assert "เสียหาย" in done.stderr, name
    for at in (40, 70, 2_000_000):
        content = bytearray(archives["protected"].read_bytes())
        content[min(at, len(content) - 1)] ^= 1
        path = _written(tmp_path / "protected", bytes(content))
        done = run(restored, "restore", str(path), "--force", "--passphrase-file", str(secret))
        assert done.returncode == 1
    assert _tree(restored) == before


def test_data_is_replaced_only_with_force_and_then_wholly(
    office: Path, archives: dict[str, Path], prepared: Prepared, tmp_path: Path
) -> None:
    data = prepared.migrated(tmp_path / "data")
    made = run(
        data, "create-organization", "--name", "อื่น", "--kind", "อบต.", "--amphoe", "ก",
        "--province", "ข", "--letter-code", "อน 80301",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (data / "keys").mkdir(exist_ok=True)
    (data / "keys" / "old.key").write_bytes(b"of the old organisation")
    before = _content(data)
    refused = run(data, "restore", str(archives["plain"]))
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert _content(data) == before
    assert run(data, "restore", str(archives["plain"]), "--force").returncode == 0
    assert _content(data) == _content(office)


def test_while_the_program_runs_nothing_is_restored_but_a_backup_is_made(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert run(data, "restore", str(archives["plain"])).returncode == 0
    program = Served(data, tmp_path / "log", free_port())
    try:
        program.wait_for("Ctrl-C", 120)
        files = _files(data)
        refused = run(data, "restore", str(archives["plain"]), "--force")
        assert refused.returncode == 1
        assert "ทำงานอยู่" in refused.stderr
        assert _files(data) == files
        assert run(data, "backup", str(tmp_path / "live.backup")).returncode == 0
        assert run(data, "backup", str(tmp_path / "live.backup")).returncode == 1
        program.wait_for_page()
    finally:
        program.stop()
    elsewhere = tmp_path / "elsewhere"
    assert run(elsewhere, "restore", str(tmp_path / "live.backup")).returncode == 0
    assert _files(elsewhere) == files
