"""Writing results: whole years, with every earlier state kept."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from prongsai.assessment import services
from prongsai.assessment.models import Result, ResultVersion, SurveyAddress
from prongsai.assessment.services import ResultDraft
from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from tests.assessment.years import stated
from tests.conftest import Office

FIRST = {"IIT": 95, "EIT": 88, "OIT": 95}


def draft(scores: dict[str, object] | None = None, **more: object) -> ResultDraft:
    total = more.pop("total", 92.9)
    return ResultDraft(2568, stated(scores or FIRST, total=total, level="ผ่านดี"), **more)  # type: ignore[arg-type]


def test_a_result_holds_its_scores(office: Office) -> None:
    result = services.save_result(actor=office.officer, draft=draft())
    assert {s.code: s.score for s in result.scores.all()} == FIRST
    assert result.stated_total == Decimal("92.9")
    assert result.version == 1
    assert AuditEntry.objects.filter(event="assessment.result_saved").count() == 1


def test_writing_again_replaces_and_keeps_what_was(office: Office) -> None:
    services.save_result(actor=office.officer, draft=draft())
    result = services.save_result(
        actor=office.officer, draft=draft({"IIT": 90}, total=None, reason="แก้ไข")
    )
    assert [s.code for s in result.scores.all()] == ["IIT"]
    assert result.stated_total is None
    second, first = result.versions.all()
    assert ["instrument", "IIT", "", "95"] in first.content["scores"]
    assert first.content["total"] == "92.9"
    assert second.reason == "แก้ไข"


def test_writing_the_same_changes_nothing(office: Office) -> None:
    services.save_result(actor=office.officer, draft=draft())
    assert services.save_result(actor=office.officer, draft=draft()).version == 1


def test_a_form_older_than_the_result_is_refused(office: Office) -> None:
    services.save_result(actor=office.officer, draft=draft())
    with pytest.raises(Refused):
        services.save_result(actor=office.officer, draft=draft({"IIT": 1}, base_version=0))


@pytest.mark.parametrize("name", ["head", "palad", "mayor", "finance", "stranger"])
def test_others_may_not_write(office: Office, name: str) -> None:
    actor = office.people[name]
    with pytest.raises(Refused):
        services.save_result(actor=actor, draft=draft())
    with pytest.raises(Refused):
        services.save_addresses(actor=actor, year=2568, addresses={})


@pytest.mark.parametrize(
    "wrong", [draft({"IIT": 101}), draft(total=100.5), ResultDraft(68, stated(FIRST)), ResultDraft(2568, stated({}))],
    ids=["score", "total", "year", "empty"],
)  # fmt: skip
def test_what_can_not_be_is_refused(office: Office, wrong: ResultDraft) -> None:
    with pytest.raises(Refused):
        services.save_result(actor=office.officer, draft=wrong)
    assert not Result.objects.exists()


def test_several_years_are_written_all_or_none(office: Office) -> None:
    good, bad = draft(), ResultDraft(2567, stated({"IIT": 200}))
    with pytest.raises(Refused):
        services.save_results(actor=office.officer, drafts=[good, bad])
    assert not Result.objects.exists()
    with pytest.raises(Refused):
        services.save_results(actor=office.officer, drafts=[])


def test_a_result_taken_away_stays_in_its_versions(office: Office) -> None:
    services.save_result(actor=office.officer, draft=draft())
    with pytest.raises(Refused):
        services.remove_result(actor=office.officer, year=2568, reason=" ")
    services.remove_result(actor=office.officer, year=2568, reason="ผิดปี")
    with pytest.raises(Refused):
        services.remove_result(actor=office.officer, year=2568, reason="อีกครั้ง")
    result = services.save_result(actor=office.officer, draft=draft({"IIT": 90}))
    assert not result.is_removed
    assert result.versions.count() == 3


def test_the_database_keeps_versions(office: Office) -> None:
    services.save_result(actor=office.officer, draft=draft())
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        ResultVersion.objects.update(reason="x")
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        ResultVersion.objects.all().delete()


def test_addresses_are_kept_changed_and_taken_away(office: Office) -> None:
    save = {"IIT": "https://itas.example/iit/1", "EIT": "https://itas.example/eit/1"}
    services.save_addresses(actor=office.officer, year=2568, addresses=save)
    services.save_addresses(
        actor=office.officer, year=2568, addresses={"IIT": "", "EIT": save["EIT"]}
    )
    assert [str(a) for a in SurveyAddress.objects.all()] == ["EIT 2568"]


@pytest.mark.parametrize("address", ["itas", "http://itas.example/", "https://a:b@itas.example/"])
def test_a_bad_address_is_refused_at_its_field(office: Office, address: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.save_addresses(actor=office.admin, year=2568, addresses={"IIT": address})
    assert refusal.value.field == "IIT"
