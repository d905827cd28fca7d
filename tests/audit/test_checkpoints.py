"""Checkpoints: signed, found in the log, and what each kind of tampering is called."""

import json
from typing import Any

import pytest
from nacl.signing import SigningKey

from prongsai.audit.checkpoints import (
    BadCheckpoint,
    check,
    export_row,
    read_checkpoint,
    read_export,
)
from prongsai.audit.models import AuditEntry
from prongsai.audit.queries import iterate_rows
from prongsai.audit.rules import canonical_json
from prongsai.audit.services import erase_person, make_checkpoint, record
from prongsai.audit.signing import key_path
from prongsai.measures.events import PLAN_CREATED

pytestmark = pytest.mark.django_db


@pytest.fixture
def text() -> dict[str, Any]:
    """A checkpoint after three rows, and a fourth row behind it."""
    for n in range(3):
        record(actor=None, event=PLAN_CREATED, data={"n": n})
    made = make_checkpoint(organization="อบต.ทดสอบ")
    assert made is not None
    record(actor=None, event=PLAN_CREATED)
    return dict(made.text)


def test_a_checkpoint_is_made_once_for_the_same_rows() -> None:
    assert make_checkpoint(organization="x") is None
    record(actor=None, event=PLAN_CREATED)
    first = make_checkpoint(organization="x")
    assert make_checkpoint(organization="x") == first
    assert key_path().stat().st_mode & 0o777 == 0o600


def test_the_log_holds_what_was_signed(text: dict[str, Any]) -> None:
    assert check(text, iterate_rows()).is_whole
    assert check(text, iterate_rows(), text["public_key"]).is_whole
    assert check(text, iterate_rows(), "00" * 32).reason == "signature"


def test_each_changed_value_breaks_the_signature(text: dict[str, Any]) -> None:
    for name in text:
        wrong = text | {name: 9 if isinstance(text[name], int) else "0" * len(text[name])}
        assert check(wrong, iterate_rows()).reason == "signature", name


def test_a_shorter_and_a_rewritten_log_are_told_apart(text: dict[str, Any]) -> None:
    rows = list(iterate_rows())
    assert check(text, rows[:2]).reason == "missing"
    key = SigningKey.generate()
    said = {k: v for k, v in text.items() if k != "signature"} | {
        "hash": "0" * 64,
        "public_key": bytes(key.verify_key).hex(),
    }
    forged = said | {"signature": key.sign(canonical_json(said)).signature.hex()}
    assert check(forged, rows).reason == "changed"
    assert check(forged, rows, text["public_key"]).reason == "signature"


def test_an_export_is_checked_without_a_database_and_names_nobody(
    text: dict[str, Any], office: Any
) -> None:
    record(actor=office.officer, event=PLAN_CREATED)
    erase_person(actor=None, user_id=office.officer.pk)
    lines = [export_row(row) for row in iterate_rows()]
    assert "คุณ" not in b"".join(lines).decode()
    assert check(text, read_export(lines)).is_whole
    broken = [*lines[:1], lines[1].replace(b'"target_type":"', b'"target_type":"x'), *lines[2:]]
    assert check(text, read_export(broken)).reason == "broken"
    with pytest.raises(BadCheckpoint):
        list(read_export([b"{}"]))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"sequence": "x", "hash": 1}'])
def test_other_files_are_no_checkpoints(content: bytes) -> None:
    with pytest.raises(BadCheckpoint):
        read_checkpoint(content)


def test_the_public_pages_show_checkpoints_and_nothing_of_the_log(
    text: dict[str, Any], client: Any
) -> None:
    page = client.get("/log/").content.decode()
    assert text["hash"] in page
    assert PLAN_CREATED.code not in page
    got = client.get(f"/log/{text['sequence']}.json")
    assert json.loads(got.content) == text
    assert client.get("/log/99999.json").status_code == 404
    assert AuditEntry.objects.count() == 4
