"""Rules of the house that no linter knows."""

import ast
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = (
    "thai",
    "common",
    "audit",
    "accounts",
    "organization",
    "catalogues",
    "evidence",
    "registerkit",
    "channels",
    "approvals",
    "correspondence",
    "circulars",
    "mailroom",
    "meetings",
    "disclosure",
    "assessment",
    "measures",
    "search",
    "website",
)
# What tests hold data against, and what stands ready on the ground.
ONLY_TESTED = {"list_events", "denied", "list_paths", "format_baht", "sort_key"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def python_files() -> list[Path]:
    """Our Python files, without migrations."""
    found = [
        p
        for folder in ("prongsai", "config", "scripts", "bench", "tests")
        for p in (ROOT / folder).rglob("*.py")
    ]
    return [path for path in found if "migrations" not in path.parts]


def test_files_and_functions_stay_short() -> None:
    long = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if len(text.splitlines()) > LONGEST_FILE:
            long.append(f"{path.relative_to(ROOT)}: {len(text.splitlines())} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION and "tests" not in path.parts:
                    long.append(f"{path.relative_to(ROOT)}: {node.name} {length}")
    assert long == []


def test_nothing_is_kept_that_only_tests_call() -> None:
    """A function that the program never names is dead, however well it is tested."""
    named: Counter[str] = Counter()
    for folder in ("prongsai", "config", "templates", "scripts", "bench"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".html", ".toml"):
                named.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    dead = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in python_files()
        if path.is_relative_to(ROOT / "prongsai")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and named[node.name] == 1
        and not node.decorator_list
        and node.name not in ONLY_TESTED
        and path.name != "pictures.py"  # its scenes are found by their first word
    ]
    assert dead == []


def test_references_by_name_point_downwards_too() -> None:
    """Foreign keys as strings and {% load %} do not show up as imports."""
    tags = {p.stem: p.parts[-3] for p in (ROOT / "prongsai").glob("*/templatetags/*.py")}
    wrong = []
    for app in LAYERS:
        allowed = set(LAYERS[: LAYERS.index(app) + 1])
        folder = ROOT / "prongsai" / app
        for path in [*folder.rglob("*.py"), *folder.rglob("*.html")]:
            text = path.read_text(encoding="utf-8")
            named = set(
                re.findall(r'(?:ForeignKey|ManyToManyField|OneToOneField)\(\s*"([a-z]+)\.', text)
            )
            for load in re.findall(r"{% load ([^%]+) %}", text):
                named |= {tags[tag] for tag in load.split() if tag in tags}
            wrong += [
                f"{path.relative_to(ROOT)} → {name}" for name in named & set(LAYERS) - allowed
            ]
    assert wrong == []


@pytest.mark.parametrize("app", LAYERS)
def test_every_app_has_tests(app: str) -> None:
    assert list((ROOT / "tests" / app).rglob("test_*.py"))


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_locks_name_no_address_and_pin_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\$", lock, re.M)
    assert len(pins) > 60
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "resolved" not in (ROOT / "package-lock.json").read_text()


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("locale*/*/LC_MESSAGES/*.po")), ids=lambda p: "-".join(p.parts[-4:])
)
def test_translations_keep_their_placeholders(path: Path) -> None:
    wrong = []
    for entry in polib.pofile(str(path)):
        sources = {entry.msgid, entry.msgid_plural} - {""}
        wanted = [_placeholders(text) for text in sources]
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and _placeholders(text) not in wanted:
                wrong.append((entry.msgid, text))
    assert wrong == []


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})|%[sd]", text))


def test_no_template_speaks_without_translation() -> None:
    """Thai letters belong into the catalogue; pages of errors stand alone, they work without it."""
    codes = (400, 403, 404, 405, 413, 429, 500, 503)
    alone = {"error.html", *(f"{code}.html" for code in codes)}
    allowed = {"ไทย", "โปร่งใส", "ก"}
    wrong = []
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "prongsai").rglob("*.html")]:
        text = re.sub(r"{%.*?%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.S)
        words = set(re.findall(r"[\u0e00-\u0e7f]+", text)) - allowed
        if words and path.name not in alone:
            wrong.append((str(path.relative_to(ROOT)), sorted(words)))
    assert wrong == []


@pytest.mark.xdist_group("one-worker")
def test_tests_that_share_a_program_run_in_one_worker(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@one-worker")
