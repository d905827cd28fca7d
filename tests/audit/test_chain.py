"""The log's chain."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.audit.models import AuditEntry
from prongsai.audit.queries import search_log, verify_chain
from prongsai.audit.rules import canonical_json
from prongsai.audit.services import record
from prongsai.measures.events import PLAN_CREATED

pytestmark = pytest.mark.django_db
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def test_a_sound_chain_is_counted() -> None:
    for _n in range(3):
        record(actor=None, event=PLAN_CREATED)
    assert verify_chain() == (3, None)


def test_the_database_refuses_to_change_a_row() -> None:
    record(actor=None, event=PLAN_CREATED)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(actor_label="somebody else")


def test_a_changed_row_is_named() -> None:
    for _n in range(3):
        record(actor=None, event=PLAN_CREATED)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditentry SET actor_label = 'x' WHERE sequence = 2")
    sound, broken = verify_chain()
    assert sound == 1
    assert broken is not None
    assert (broken.sequence, broken.reason) == (2, "changed")


def _without_triggers(sql: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute(sql, parameters)
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")


@pytest.mark.parametrize("statement", ["DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry"])
def test_the_database_refuses_to_delete(statement: str) -> None:
    record(actor=None, event=PLAN_CREATED)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 1


def test_a_missing_row_is_named() -> None:
    for _n in range(4):
        record(actor=None, event=PLAN_CREATED)
    _without_triggers("DELETE FROM audit_auditentry WHERE sequence = 3")
    sound, broken = verify_chain()
    assert sound == 2
    assert broken is not None
    assert (broken.sequence, broken.reason) == (3, "missing")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(length=st.integers(1, 8), data=st.data())
def test_any_change_anywhere_is_found_at_its_row(length: int, data: st.DataObject) -> None:
    with transaction.atomic():
        start = AuditEntry.objects.count()
        for n in range(length):
            record(actor=None, event=PLAN_CREATED, data={"n": n, "text": data.draw(TEXTS)})
        at = data.draw(st.integers(start + 1, start + length))
        column = data.draw(st.sampled_from(["actor_label", "event", "target_label", "target_id"]))
        _without_triggers(
            f"UPDATE audit_auditentry SET {column} = {column} || 'x' WHERE sequence = %s", at
        )
        _sound, broken = verify_chain()
        assert broken is not None
        assert (broken.sequence, broken.reason) == (at, "changed")
        transaction.set_rollback(True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    def turned(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(list(item))}
        return [turned(inner) for inner in item] if isinstance(item, list) else item

    assert canonical_json(value) == canonical_json(turned(value))
    assert json.loads(canonical_json(value)) == value


def test_the_history_speaks_to_people() -> None:
    from prongsai.audit.templatetags.audit import in_words

    assert in_words("step 2") == "ขั้นตอน 2"
    assert in_words("done 2026-04-01 – 2026-04-30") == "เสร็จสิ้น 1 เม.ย. 69 – 30 เม.ย. 69"
    assert in_words("ข้อความ 9999-99-99") == "ข้อความ 9999-99-99"


def test_erasing_a_person_leaves_the_chain_whole(office: Any) -> None:
    from prongsai.accounts.erasure import erase_person
    from prongsai.accounts.services import set_active
    from prongsai.common.errors import Refused

    record(actor=office.finance, event=PLAN_CREATED, target=office.finance, data={"name": "x"})
    with pytest.raises(Refused):
        erase_person(actor=office.admin, user=office.finance)
    set_active(actor=office.admin, user=office.finance, is_active=False)
    with pytest.raises(Refused):
        erase_person(actor=office.officer, user=office.finance)
    erase_person(actor=office.admin, user=office.finance)
    office.finance.refresh_from_db()
    assert "finance" not in f"{office.finance} {office.finance.username} {office.finance.email}"
    kept = AuditEntry.objects.filter(actor_label__contains="คุณfinance")
    about = AuditEntry.objects.filter(
        target_label__contains="คุณfinance", target_type="accounts.user"
    )
    assert (kept.count(), about.count()) == (0, 0)
    assert verify_chain()[1] is None


@pytest.mark.parametrize(
    "change",
    [
        "actor_label = 'x'",
        "actor_label = ''",
        "actor_label = 'x', salts = salts - 'actor_label'",
        'salts = salts || \'{"data": "00"}\'',
        "event = 'x'",
        "hash = repeat('0', 64)",
        "actor_label = '', salts = salts - 'actor_label', sequence = 99",
        "data = '{}', salts = salts - 'actor_label'",
    ],
)
def test_the_database_lets_nothing_pass_but_an_erasure(office: Any, change: str) -> None:
    record(actor=office.officer, event=PLAN_CREATED, data={"n": 1})
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE audit_auditentry SET {change} WHERE actor_label <> ''")


def test_an_emptied_value_with_its_salt_is_found() -> None:
    record(actor=None, event=PLAN_CREATED, data={"n": 1})
    _without_triggers("UPDATE audit_auditentry SET data = '{}'")
    assert verify_chain()[1] is not None


def test_the_log_is_searched_by_names_and_by_the_sentences_that_people_read() -> None:
    record(actor=None, event=PLAN_CREATED)
    entry = AuditEntry.objects.get()
    sentence = str(PLAN_CREATED.sentence)
    for words in (sentence, sentence[:6], PLAN_CREATED.code, entry.target_label, ""):
        assert list(search_log(words)) == [entry], words
    for words in ("ไม่มีในบันทึก", "%", "!!"):
        assert not search_log(words), words
