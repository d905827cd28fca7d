"""The tests run on the real embedded PostgreSQL, in a data folder of their own."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

OWN = Path(__file__).resolve().parents[1] / "var" / "test"
DATA = Path(os.environ.setdefault("PRONGSAI_DATA_DIR", str(OWN)))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

from config.postgres import EmbeddedServer  # noqa: E402
from tests.config.prepared import Prepared, prepared_of  # noqa: E402
from tests.databases import Organised, ensure_migrated  # noqa: E402

_server = EmbeddedServer(DATA, options={"fsync": "off", "full_page_writes": "off"})


def pytest_configure(config: pytest.Config) -> None:
    """Every process of the run uses the server; the last one out stops it."""
    if "DATABASE_URL" not in os.environ:
        _server.acquire()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go."""
    if "DATABASE_URL" not in os.environ:
        _server.release()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """The database of this process begins as a copy of one that is migrated."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_migrated(DATA / "migrated-lock")


@pytest.fixture(autouse=True)
def _thai() -> Iterator[None]:
    from django.utils import translation

    with translation.override("th"):
        yield


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    # The test runner would put mail into memory; ours goes through the outbox like in the office.
    settings.EMAIL_BACKEND = "prongsai.channels.mail.OutboxBackend"


@dataclass
class Office:
    """A small organisation with people in their positions."""

    officer: Any
    head: Any
    palad: Any
    mayor: Any
    finance: Any
    admin: Any
    stranger: Any

    @property
    def people(self) -> dict[str, Any]:
        """The personas by name; `stranger` has an account but no position."""
        return dict(vars(self))


@pytest.fixture(scope="session")
def _organised(django_db_setup: None, django_db_blocker: Any) -> Iterator[Organised]:
    with django_db_blocker.unblock():
        organised = Organised(make_office)
    yield organised
    with django_db_blocker.unblock():
        organised.drop()


@pytest.fixture
def _in_its_database(request: pytest.FixtureRequest) -> Iterator[None]:
    if "office" not in request.fixturenames:
        yield
        return
    with request.getfixturevalue("_organised").in_use():
        yield


@pytest.fixture
def _django_db_helper(_in_its_database: None, _django_db_helper: None) -> None:
    """Whatever opens the transaction of a test: first it is settled in which database."""


@pytest.fixture
def office(db: None, _organised: Organised) -> Office:
    """The organisation of most tests: five positions held, an administrator, a stranger."""
    return find_office() if _organised.is_in_use else make_office()


def find_office() -> Office:
    """That organisation where it was made before."""
    from prongsai.accounts.models import User

    found = User.objects.in_bulk(field_name="username")
    names = ("officer", "head", "palad", "mayor", "finance", "stranger")
    return Office(**{name: found[name] for name in names}, admin=found["root"])


def make_office() -> Office:
    """Create that organisation in the current database."""
    import datetime as dt

    from prongsai.accounts.services import create_account
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_division, find_position
    from prongsai.organization.services import appoint, create_organization

    create_organization(
        actor=None,
        kind="อบต.",
        name="ทดสอบ",
        amphoe="เมือง",
        province="มหาสารคาม",
        letter_code="มค ๘๐๓๐๑",
    )
    posts = {
        "officer": find_position(Role.INTEGRITY_OFFICER),
        "head": find_position(Role.DIVISION_HEAD, find_division("สำนักปลัด")),
        "palad": find_position(Role.CHIEF_ADMINISTRATOR),
        "mayor": find_position(Role.MAYOR),
        "finance": find_position(Role.DIVISION_HEAD, find_division("กองคลัง")),
    }
    people = {}
    for name, post in posts.items():
        people[name] = create_account(
            actor=None, username=name, full_name=f"คุณ{name}", email=f"{name}@office.example"
        )
        assert post is not None
        appoint(actor=None, position=post, user=people[name], starts_on=dt.date(2020, 10, 1))
    admin = create_account(actor=None, username="root", full_name="ผู้ดูแล", is_admin=True)
    stranger = create_account(actor=None, username="stranger", full_name="ไม่มีตำแหน่ง")
    return Office(**people, admin=admin, stranger=stranger)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Data folders after a first start, for programs of their own."""
    return prepared_of(tmp_path_factory)


@pytest.fixture(scope="session")
def seal_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the seal, made once a run: its key takes a second."""
    from django.conf import settings

    from prongsai.correspondence.certificate import create_certificate

    if not settings.SEAL_FILE.exists():
        create_certificate(organization="อบต.ทดสอบ", province="มหาสารคาม")
    return Path(settings.SEAL_FILE)


def sign_desk(procedure: Any, user: Any, verdict: str = "", **more: Any) -> Any:
    """One person acts at the current desk: passes on, or approves at the last."""
    from django.utils import timezone

    from prongsai.approvals.queries import access_procedure, find_desk
    from prongsai.approvals.services import sign

    fresh = access_procedure(user, procedure.public_id)
    desk = find_desk(fresh, timezone.localdate())
    assert desk is not None
    usual = "approved" if desk.steps[-1].kind == "decide" else "signed"
    return sign(
        actor=user,
        procedure=fresh,
        digest=desk.round.sha256,
        verdict=verdict or usual,
        **more,
    )


def approve(office: "Office", procedure: Any) -> None:
    """Head, chief administrator and mayor sign in turn."""
    for user in (office.head, office.palad, office.mayor):
        sign_desk(procedure, user)
    procedure.refresh_from_db()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the test database in which transactions really end: for threads that meet there.

    The usual emptying by TRUNCATE would be refused by our own triggers.
    """
    from django.db import connection, connections

    with django_db_blocker.unblock():
        usual, copy = connection.settings_dict["NAME"], f"committed_{os.getpid()}"
        connection.close()
        _in_maintenance(f'CREATE DATABASE "{copy}" TEMPLATE "{usual}"')
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = usual
            _in_maintenance(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _in_maintenance(statement: str) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)


def list_allowed(statements: Iterable[str]) -> list[str]:
    """Which of these SQL statements the database does not refuse for what they would change."""
    from django.db import IntegrityError, connection, transaction

    allowed = []
    for statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # TRUNCATE waits for deferred checks; in real life they are done at the commit.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(statement)
                allowed.append(statement)
                transaction.set_rollback(True)
        except IntegrityError:
            continue
    return allowed


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts in threads that start together; their results, or the exceptions they raised."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        from django.db import connections
        from django.utils import translation

        try:
            with translation.override("th"):
                barrier.wait(20)
                return act()
        except Exception as error:  # the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def sign_in(client: Any) -> Callable[[Any], Any]:
    """Signs a person in on the test client; None signs out."""

    def act(user: Any) -> Any:
        if user is None:
            client.logout()
        else:
            client.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
        return client

    return act


@pytest.fixture
def plan(office: Office) -> Any:
    """A plan of the running fiscal year with two measures: one of the officer's, one of finance."""
    return make_plan(office)


def make_plan(office: Office) -> Any:
    """Create that plan in the current database."""
    from prongsai.measures import services
    from prongsai.measures.queries import current_fiscal_year
    from prongsai.measures.services import MeasureDraft
    from prongsai.organization.queries import find_division
    from prongsai.thai.periods import parse_period

    year = current_fiscal_year()
    made = services.create_plan(actor=office.officer, fiscal_year=year)
    for topic, title, unit in ((1, "จัดทำคู่มือการให้บริการ", "สำนักปลัด"), (5, "เผยแพร่ผลจัดซื้อ", "กองคลัง")):
        division = find_division(unit)
        assert division is not None
        services.add_measure(
            actor=office.officer,
            plan=made,
            draft=MeasureDraft(
                title=title,
                topic=topic,
                steps=["แต่งตั้งคณะทำงาน", "เผยแพร่บนเว็บไซต์"],
                period=parse_period("ตลอดปีงบประมาณ", year),
                divisions=[division],
                expected_outputs=["คู่มือ ๑ เล่ม"],
                expected_outcome="ประชาชนรู้ขั้นตอน",
            ),
        )
    return made
