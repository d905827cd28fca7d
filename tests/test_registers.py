"""What each register must have; CONTRIBUTING.md tells the steps, a test for each stands here.

The registers are found: they stand above `correspondence` in the contract of layers.
"""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.utils import translation

from tests.access.tables import read_table
from tests.access.test_matrix import TABLE
from tests.conftest import Office

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {c["name"]: c for c in PROJECT["tool"]["importlinter"]["contracts"]}
THAI = re.compile(r"[\u0e00-\u0e7f]")
# Steps that a register does not need, with the reason. A line that is no longer true fails.
NOT_NEEDED = {("mailroom", "source"): "what others write to the office proves no measure of it"}


def layer_of_registers(contract: str) -> str:
    """The line above `correspondence`."""
    layers = [line.replace("prongsai.", "") for line in CONTRACTS[contract]["layers"]]
    return str(layers[layers.index("correspondence") - 1])


LAYER = layer_of_registers("Every app stands in the layers")
REGISTERS = re.split(r"\s*[|:]\s*", LAYER)
each_register = pytest.mark.parametrize("app", REGISTERS)
each_proving = pytest.mark.parametrize(
    "app", [app for app in REGISTERS if (app, "source") not in NOT_NEEDED]
)


@cache
def trees(folder: Path) -> dict[Path, ast.Module]:
    """The Python files of a folder, read."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")}


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of what a file imports, of a module and of each name in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imported_by(folder: Path) -> set[str]:
    """What the files of a folder import together."""
    return {name for tree in trees(folder).values() for name in imports(tree)}


def home_of(function: Any) -> str:
    """The module in which a view or report was written."""
    while hasattr(function, "__wrapped__") or isinstance(function, partial):
        function = function.func if isinstance(function, partial) else function.__wrapped__
    return str(getattr(function, "__module__", ""))


def own_addresses(app: str) -> set[str]:
    """The names of the addresses whose views the register wrote."""
    found = set()

    def walk(patterns: Any) -> None:
        for entry in patterns:
            if hasattr(entry, "url_patterns"):
                walk(entry.url_patterns)
            elif home_of(entry.callback).startswith(f"prongsai.{app}."):
                found.add(entry.name or str(entry.pattern))

    walk(get_resolver().url_patterns)
    return found


def label_of(app: str, language: str = "th") -> str:
    """What the office calls the register."""
    with translation.override(language):
        return str(apps.get_app_config(app).verbose_name)


def decision_of(app: str) -> str:
    """The text of the decision named after the register."""
    found = list((ROOT / "docs" / "adr").glob(f"*-{app}.md"))
    return found[0].read_text(encoding="utf-8") if len(found) == 1 else ""


def test_the_registers_are_found() -> None:
    assert {"circulars", "mailroom", "meetings"} <= set(REGISTERS)


def test_registers_stand_side_by_side_in_both_contracts() -> None:
    assert layer_of_registers("A layer knows only those below it") == LAYER
    assert ":" not in LAYER
    folders = {path.parent.name for path in (ROOT / "prongsai").glob("*/apps.py")}
    assert set(REGISTERS) <= folders


@each_register
def test_its_app_is_installed_and_fills_the_registries(app: str) -> None:
    config = apps.get_app_config(app)
    assert config.name == f"prongsai.{app}"
    assert "ready" in vars(type(config))
    assert f"prongsai.{app}.events" in imported_by(ROOT / "prongsai" / app)


@each_register
@pytest.mark.django_db
def test_the_database_itself_keeps_its_history(app: str) -> None:
    from django.db import connection

    tables = [model._meta.db_table for model in apps.get_app_config(app).get_models()]
    assert tables
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND relname = ANY(%s)",
            [tables],
        )
        (count,) = cursor.fetchone()
    assert count


@each_register
def test_others_write_through_its_door(app: str) -> None:
    door = importlib.import_module(f"prongsai.{app}.services")
    assert all(hasattr(door, name) for name in door.__all__)
    inside = f"prongsai.{app}.services."
    own = {inside + name for name in door.__all__}
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, tree in trees(ROOT / "prongsai").items()
        if app not in path.relative_to(ROOT).parts
        for name in imports(tree)
        if name.startswith(inside) and name not in own
    ]
    assert wrong == []


@each_register
def test_its_events_are_declared_recorded_and_said_in_thai(app: str) -> None:
    from prongsai.audit.vocabulary import list_events

    module = importlib.import_module(f"prongsai.{app}.events")
    own = [event for event in list_events() if event.code.startswith(f"{app}.")]
    assert own
    assert [event.code for event in own if not THAI.search(str(event.sentence))] == []
    names = {name for name, value in vars(module).items() if value in own}
    folder = ROOT / "prongsai" / app
    used = {
        word
        for path in folder.rglob("*.py")
        if path.name != "events.py"
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    }
    assert names - used == set()


@each_register
def test_its_addresses_are_its_own_and_stand_in_the_table(app: str) -> None:
    found = own_addresses(app)
    assert found
    assert found - set(read_table(TABLE)) == set()
    assert {name for name in found if not name.startswith((f"{app}_", "public_"))} == set()


@each_register
def test_the_menu_leads_to_it(app: str) -> None:
    from wagtail import hooks

    for hook in ("register_admin_menu_item", "register_admin_urls"):
        homes = {home_of(function) for function in hooks.get_hooks(hook)}
        assert f"prongsai.{app}.office.hooks" in homes, hook


@each_proving
@pytest.mark.django_db
def test_it_proves_a_year_and_says_when_there_is_nothing(app: str) -> None:
    from prongsai.evidence.sources import registry

    own = [s for s in registry.list_all() if home_of(s.report) == f"prongsai.{app}.sources"]
    assert own
    for source in own:
        assert THAI.search(str(source.label)), source.code
        report = source.report(2560)
        assert (list(report.items), bool(report.missing)) == ([], True), source.code
        assert report.expected >= 1


def test_what_is_not_needed_is_really_not_there() -> None:
    for app, step in NOT_NEEDED:
        assert app in REGISTERS
        assert not (ROOT / "prongsai" / app / f"{step}s.py").exists()


@each_register
def test_it_is_exported_through_the_shared_sheets(app: str) -> None:
    folder = ROOT / "prongsai" / app
    names = imported_by(folder)
    writers = {"prongsai.common.sheets.to_xlsx", "prongsai.registerkit.exports.respond_register"}
    assert writers & names
    assert {"csv", "openpyxl"} & names == set()
    assert f"prongsai.{app}.exports" in imported_by(folder / "office")
    assert any("export" in name for name in own_addresses(app))


@each_register
def test_it_reminds_in_the_background(app: str) -> None:
    from procrastinate.contrib.django import app as queue

    module = importlib.import_module(f"prongsai.{app}.tasks")
    periodic = {task.task.name for task in queue.periodic_registry.periodic_tasks.values()}
    assert f"{module.__name__}.remind" in periodic


@each_register
@pytest.mark.django_db
def test_the_example_has_some(app: str, office: Office) -> None:
    example = importlib.import_module(f"prongsai.{app}.example")
    assert f"{example.__name__}.load_example" in imported_by(ROOT / "prongsai" / "measures")
    example.load_example(office.people)
    assert any(model.objects.exists() for model in apps.get_app_config(app).get_models())


ROOMS = ("models", "rules", "services", "queries", "sources", "exports", "archive")


@each_register
def test_each_room_is_tested(app: str) -> None:
    tested = imported_by(ROOT / "tests" / app)
    folder = ROOT / "prongsai" / app
    rooms = [name for name in ROOMS if (folder / name).is_dir() or (folder / f"{name}.py").exists()]
    wanted = {f"prongsai.{app}.{room}" for room in rooms}
    reached = {name for name in wanted for seen in tested if f"{seen}.".startswith(f"{name}.")}
    # An export is usually tested by its download.
    told = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests" / app).glob("*.py"))
    if re.search(r"\.(csv|xlsx)\b|kind=", told):
        reached.add(f"prongsai.{app}.exports")
    assert wanted - reached == set()
    assert list((ROOT / "tests" / app).glob("test_*office*.py"))


@each_register
def test_it_is_measured(app: str) -> None:
    from bench.__main__ import PARTS

    assert home_of(dict(PARTS).get(app)) == f"bench.{app}"


@each_register
def test_a_chapter_of_the_guide_names_it(app: str) -> None:
    guide = ROOT / "docs" / "guide"
    chapters = [
        path.name
        for path in guide.glob("[0-9]*.md")
        if f"**{label_of(app)}**" in path.read_text(encoding="utf-8")
    ]
    index = (guide / "README.md").read_text(encoding="utf-8")
    assert any(f"({name})" in index for name in chapters)


@each_register
def test_a_decision_says_why_it_is_so(app: str) -> None:
    decision = decision_of(app)
    for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
        assert part in decision


@each_register
def test_its_decision_says_how_long_what_is_kept(app: str) -> None:
    assert "**Keeping.**" in decision_of(app)


@each_register
def test_the_glossary_has_its_words(app: str) -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| ") and THAI.search(line)]
    in_code = {word for row in rows for word in re.findall(r"[a-z]+", row[2].lower())}
    assert {app, app.removesuffix("s")} & in_code


@each_register
def test_architecture_and_changelog_tell_of_it(app: str) -> None:
    assert f"| `prongsai/{app}/` |" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    label = label_of(app, "en")
    assert f"- {label}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_checklist_names_each_of_these_tests() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    own = {name for name in globals() if name.startswith("test_")}
    general = {"test_the_registers_are_found", "test_what_is_not_needed_is_really_not_there"}
    named = set(re.findall(r"`(test_\w+)`", text))
    assert own - general - named == set()
    assert named <= own
