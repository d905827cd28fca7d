"""Sets the checkout up: environment, packages, fonts, catalogues, static files. Quick when done."""

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"


def main() -> None:
    """Run each stage whose inputs have changed."""
    os.chdir(ROOT)
    stage("environment", [], make_environment, "เตรียมสภาพแวดล้อมของ Python")
    stage("packages", ["requirements.lock", "pyproject.toml"], install_packages, "ติดตั้งไลบรารี")
    stage("fonts", ["package-lock.json", ".npmrc"], install_fonts, "ติดตั้งแบบอักษร")
    stage("catalogues", catalogues(), compile_catalogues, "เตรียมข้อความภาษาไทย")
    stage("static", static_inputs(), collect_static, "เตรียมไฟล์ของหน้าเว็บ")


def stage(name: str, inputs: list[str], action: object, line: str) -> None:
    """Do a stage and remember the digest of its inputs."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in inputs:
        digest.update((ROOT / path).read_bytes())
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print(f"{line} …", flush=True)
    action()  # type: ignore[operator]
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())


def static_inputs() -> list[str]:
    """Everything that is served as it is."""
    found = [p for p in (ROOT / "static").rglob("*") if p.is_file()]
    return sorted(str(p.relative_to(ROOT)) for p in found) + ["requirements.lock"]


def catalogues() -> list[str]:
    """The texts of the interface."""
    return sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("locale*/*/LC_MESSAGES/*.po"))


def compile_catalogues() -> None:
    """.po files into what the program reads."""
    run(str(PYTHON), "scripts/translations.py", "compile")


def make_environment() -> None:
    """The virtual environment; an existing one that works is kept."""
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True, clear=True)


def install_packages() -> None:
    """uv by its hash, then exactly what the lock names, then this project."""
    lock = (ROOT / "requirements.lock").read_text()
    match = re.search(r"^uv==.*?(?=^\S)", lock, re.M | re.S)
    if match is None:
        sys.exit("requirements.lock names no uv")
    pin = STAMPS / "uv.txt"
    STAMPS.mkdir(parents=True, exist_ok=True)
    pin.write_text(match[0])
    run(str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check",
        "--require-hashes", "-r", str(pin))  # fmt: skip
    run(str(VENV / "bin" / "uv"), "pip", "sync", "-q", "--require-hashes", "requirements.lock",
        environment=index_of_this_machine())  # fmt: skip
    run(str(VENV / "bin" / "uv"), "pip", "install", "-q", "--no-deps", "--no-build-isolation",
        "-e", ".", environment=index_of_this_machine())  # fmt: skip


def index_of_this_machine() -> dict[str, str]:
    """uv follows the package index that pip is configured for on this machine."""
    asked = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
    )
    url = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    extra = {"VIRTUAL_ENV": str(VENV)}
    return extra | ({"UV_DEFAULT_INDEX": url} if url else {})


def install_fonts() -> None:
    """Fonts from npm by the lock file."""
    run("npm", "ci", "--silent")


def collect_static() -> None:
    """Static files with hashed names, compressed."""
    data = {"PRONGSAI_SECRET_KEY": "set-up signs nothing"}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    run(str(PYTHON), "-m", "django", "collectstatic", "--noinput", "-v", "0",
        environment=data | settings)  # fmt: skip


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a command; stop with its message when it fails."""
    done = subprocess.run(command, env=os.environ | (environment or {}))
    if done.returncode:
        sys.exit(f"{command[0]}: {done.returncode}")


if __name__ == "__main__":
    main()
