"""What stays for ever, what is forgotten in time, and that the database itself holds to it."""

import datetime as dt

import pytest
from django.utils import timezone

from prongsai.circulars import services
from prongsai.circulars.models import Circulation, LinkUse, Recipient
from prongsai.common.errors import Refused
from tests.circulars.conftest import OUTSIDERS, acknowledge
from tests.conftest import Office, list_allowed


def test_ended_links_and_counts_are_forgotten(office: Office, circular: Circulation) -> None:
    services.make_links(actor=office.officer, circulation=circular)
    acknowledge(circular, OUTSIDERS[0].name)
    now = timezone.now()
    services.close(actor=office.officer, circulation=circular, at=now)
    assert services.count_use(what="miss", of="10.0.0.1", now=now) == 1
    assert services.count_use(what="miss", of="10.0.0.1", now=now) == 2
    assert services.count_use(what="miss", of="10.0.0.2", now=now) == 1
    assert services.count_use(what="miss", of="10.0.0.1", now=now + dt.timedelta(hours=1)) == 1
    assert not LinkUse.objects.filter(key__contains="10.0").exists()
    assert services.forget_old(now=now + dt.timedelta(days=29)) == 0
    assert not LinkUse.objects.exists()
    assert services.forget_old(now=now + dt.timedelta(days=31)) == 2
    assert not Recipient.objects.exclude(token_hash="").exists()


def test_the_certificate_becomes_evidence(office: Office, circular: Circulation) -> None:
    evidence = services.keep_certificate(actor=office.officer, circulation=circular)
    version = evidence.versions.get()
    assert (version.media_type, evidence.is_public) == ("application/pdf", False)
    with pytest.raises(Refused):
        services.keep_certificate(actor=office.mayor, circulation=circular)


TAMPERING = (
    "UPDATE circulars_recipient SET acknowledged_on = '2020-01-01' WHERE method <> ''",
    "UPDATE circulars_recipient SET name = 'x' WHERE method <> ''",
    "UPDATE circulars_recipient SET name = 'x' WHERE method = ''",
    "UPDATE circulars_recipient SET opened_at = NULL WHERE method <> ''",
    "UPDATE circulars_recipient SET acknowledged_at = now(), acknowledged_on = now(),"
    " opened_at = now(), method = 'account', digest = repeat('0', 64) WHERE method = ''"
    " AND user_id IS NOT NULL",
    "UPDATE circulars_recipient SET acknowledged_at = now(), acknowledged_on = now(),"
    " method = 'account', digest = (SELECT digest FROM circulars_circulation)"
    " WHERE method = '' AND user_id IS NOT NULL",
    "DELETE FROM circulars_recipient",
    "UPDATE circulars_circulation SET digest = repeat('0', 64)",
    "UPDATE circulars_circulation SET due_on = '2020-01-01'",
    "DELETE FROM circulars_circulation",
    "INSERT INTO circulars_recipient (circulation_id, added_by_id, added_at, name,"
    " division_name, position_title, token_hash, attempts, acknowledged_at, acknowledged_on,"
    " opened_at, method, digest, exemption_reason) SELECT circulation_id, added_by_id,"
    " added_at, 'x', '', '', '', 0, now(), now(), now(), 'link', digest, ''"
    " FROM circulars_recipient WHERE method <> ''",
    "TRUNCATE circulars_circulation CASCADE",
    "TRUNCATE circulars_recipient",
)


def test_the_database_keeps_what_was_acknowledged(office: Office, circular: Circulation) -> None:
    acknowledge(circular, office.finance)
    assert list_allowed(TAMPERING) == []


def test_after_the_end_the_database_keeps_everything(office: Office, circular: Circulation) -> None:
    services.make_links(actor=office.officer, circulation=circular)
    services.close(actor=office.officer, circulation=circular)
    later = (
        "UPDATE circulars_recipient SET exempted_at = now(), exemption_reason = 'x'",
        "UPDATE circulars_circulation SET state = 'open', closed_at = NULL",
    )
    assert list_allowed(later) == []
    assert Recipient.objects.exclude(token_hash="").update(token_hash="") == 2
