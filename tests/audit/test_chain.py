"""The log's chain."""

import pytest
from django.db import DatabaseError, connection, transaction

from prongsai.audit.models import AuditEntry
from prongsai.audit.queries import verify_chain
from prongsai.audit.services import record
from prongsai.measures.events import PLAN_CREATED

pytestmark = pytest.mark.django_db


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
