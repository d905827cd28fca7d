"""The `prongsai` commands as a person types them: exit codes, streams, what they leave."""

import json
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.config.prepared import Prepared
from tests.config.runner import run

pytestmark = pytest.mark.xdist_group("commands")
SEED = Path(__file__).parent.parent / "data" / "annual-report-2568.txt"
ORGANIZATION = (
    "create-organization", "--name", "โคกสว่าง", "--kind", "อบต.", "--amphoe", "เมือง",
    "--province", "มหาสารคาม", "--letter-code", "มค 80301",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an organisation and the imported seed; begun by a command from nothing."""
    folder = tmp_path_factory.mktemp("commands") / "data"
    made = run(folder, *ORGANIZATION)
    assert made.returncode == 0, made.stderr
    assert "องค์การบริหารส่วนตำบลโคกสว่าง" in made.stdout
    assert "/invitation/" in made.stdout
    saved = run(folder, "import-measures", str(SEED), "--fiscal-year", "2568", "--accept-warnings")
    assert saved.returncode == 0, saved.stderr
    assert "13 มาตรการ" in saved.stdout
    return folder


def _refused(done: object, words: str) -> None:
    assert done.returncode == 1  # type: ignore[attr-defined]
    assert done.stdout == ""  # type: ignore[attr-defined]
    assert words in done.stderr  # type: ignore[attr-defined]
    assert "Traceback" not in done.stderr  # type: ignore[attr-defined]


def test_a_second_organisation_is_refused(data: Path) -> None:
    _refused(run(data, *ORGANIZATION), "ตั้งค่าหน่วยงานไว้แล้ว")


def test_an_unknown_kind_is_refused_and_leaves_nothing(prepared: Prepared, tmp_path: Path) -> None:
    data, wrong = prepared.migrated(tmp_path / "data"), [*ORGANIZATION]
    wrong[wrong.index("อบต.")] = "สโมสร"
    _refused(run(data, *wrong), "สโมสร")
    assert run(data, *ORGANIZATION).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("create-organization",),
        ("import-measures", "x.docx"),
        ("import-measures", "x.docx", "--fiscal-year", "2025"),
        ("build-report", "--fiscal-year", "ปีนี้", "--out", "x"),
        ("fly",),
        (),
    ],
)
def test_wrong_usage_is_exit_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "create-organization",
        "import-measures",
        "build-report",
        "verify-log",
        "backup",
        "restore",
    ],
)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert done.returncode == 0
    assert command in done.stdout


def test_a_dry_run_prints_one_json_document_and_needs_no_database(tmp_path: Path) -> None:
    done = run(
        tmp_path, "import-measures", str(SEED), "--fiscal-year", "2568", "--dry-run", "--json",
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert len(read["measures"]) == 13
    assert set(read) == {"fiscal_year", "measures", "warnings", "skipped"}
    assert not (tmp_path / "postgres").exists()


def test_importing_the_same_numbers_twice_is_refused(data: Path) -> None:
    done = run(data, "import-measures", str(SEED), "--fiscal-year", "2568", "--accept-warnings")
    _refused(done, "1.1")


def test_the_report_is_written_as_four_files(data: Path, tmp_path: Path) -> None:
    done = run(data, "build-report", "--fiscal-year", "2568", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"report.pdf", "report.docx", "report.csv", "report.json"}
    assert len(pypdf.PdfReader(tmp_path / "out" / "report.pdf").pages) >= 5
    assert zipfile.is_zipfile(tmp_path / "out" / "report.docx")
    assert (tmp_path / "out" / "report.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert sum(len(topic["measures"]) for topic in told["topics"]) == 13


def test_a_year_without_plan_has_no_report(data: Path, tmp_path: Path) -> None:
    done = run(data, "build-report", "--fiscal-year", "2599", "--out", str(tmp_path / "out"))
    _refused(done, "2599")
    assert not (tmp_path / "out").exists()


def test_the_log_is_whole_and_a_changed_row_is_named(prepared: Prepared, tmp_path: Path) -> None:
    data = prepared.migrated(tmp_path / "data")
    assert run(data, *ORGANIZATION).returncode == 0
    whole = run(data, "verify-log")
    assert (whole.returncode, whole.stderr) == (0, "")
    tamper = (
        "from django.db import connection\n"
        "c = connection.cursor()\n"
        "c.execute('SET session_replication_role = replica')\n"
        "c.execute(\"UPDATE audit_auditentry SET target_label = 'x' WHERE sequence = 2\")\n"
    )
    assert run(data, "manage", "shell", "-v", "0", "-c", tamper).returncode == 0
    _refused(run(data, "verify-log"), "2")


def test_a_backup_brings_everything_back(data: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copy.backup"
    made = run(data, "backup", str(archive))
    assert made.returncode == 0, made.stderr
    elsewhere = tmp_path / "elsewhere"
    back = run(elsewhere, "restore", str(archive))
    assert back.returncode == 0, back.stderr
    assert run(elsewhere, "verify-log").stdout == run(data, "verify-log").stdout
    out = tmp_path / "out"
    assert (
        run(elsewhere, "build-report", "--fiscal-year", "2568", "--out", str(out)).returncode == 0
    )
    _refused(run(elsewhere, "restore", str(archive)), "--force")
    assert run(elsewhere, "restore", str(archive), "--force").returncode == 0


def test_a_protected_backup_needs_its_passphrase(data: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery staple\n")
    archive = tmp_path / "copy.backup"
    made = run(data, "backup", str(archive), "--passphrase-file", str(secret))
    assert made.returncode == 0, made.stderr
    assert "โคกสว่าง".encode() not in archive.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    _refused(run(elsewhere, "restore", str(archive)), "--passphrase-file")
    wrong = tmp_path / "wrong"
    wrong.write_text("guess")
    _refused(run(elsewhere, "restore", str(archive), "--passphrase-file", str(wrong)), "")
    done = run(elsewhere, "restore", str(archive), "--passphrase-file", str(secret))
    assert done.returncode == 0, done.stderr


def test_a_damaged_backup_is_refused_and_leaves_nothing(data: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copy.backup"
    assert run(data, "backup", str(archive)).returncode == 0
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)
    _refused(run(tmp_path / "elsewhere", "restore", str(archive)), "เสียหาย")


def test_an_unreachable_database_is_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "verify-log", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    _refused(done, "ฐานข้อมูล")


def test_messages_are_english_when_asked(tmp_path: Path) -> None:
    done = run(tmp_path, "--lang", "en", "restore", str(tmp_path / "missing"))
    _refused(done, "There is no file")
