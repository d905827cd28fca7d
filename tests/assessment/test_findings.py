"""Findings of the analysis: made from the scores once, never over what a person wrote."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from prongsai.assessment import queries, services
from prongsai.assessment.models import Finding
from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from tests.assessment.results import make_result
from tests.conftest import Office

pytestmark = pytest.mark.django_db
YEAR = 2569


def prefill(office: Office) -> int:
    return services.prefill_findings(actor=office.officer, fiscal_year=YEAR)


def find(code: str) -> Finding:
    """The finding that was made of a code."""
    return Finding.objects.get(fiscal_year=YEAR, suggestion__endswith=f":{code}")


def texts() -> list[tuple[str, str, str]]:
    rows = Finding.objects.filter(fiscal_year=YEAR).order_by("pk")
    return list(rows.values_list("suggestion", "text", "state"))


def write(office: Office, **more: Any) -> Finding:
    given = {"topic": 1, "kind": "develop", "text": "ควรเผยแพร่ขั้นตอน"} | more
    return services.add_finding(actor=office.officer, fiscal_year=YEAR, **given)


def test_every_topic_gets_a_finding_and_the_weak_scores_are_urgent(office: Office) -> None:
    make_result(YEAR, i1=78.2, O8=0)
    made = prefill(office)
    kept = list(queries.list_kept_findings(YEAR))
    assert made == len(kept)
    assert {row.topic for row in kept if row.wants_measure} == set(range(1, 8))
    urgent = {row.suggestion for row in kept if row.kind == "urgent"}
    assert urgent == {"topic:1:question:i1", "topic:1:item:O8"}
    assert {row.topic for row in kept if row.kind == "none"} == set(range(2, 8))


def test_the_scores_are_kept_as_they_stood(office: Office) -> None:
    make_result(YEAR, i1=78.2)
    prefill(office)
    make_result(YEAR, i1=91)
    (row,) = find("i1").scores
    assert (row["code"], row["kind"], row["score"]) == ("i1", "question", 78.2)


def test_doing_it_again_adds_nothing_and_changes_nothing(office: Office) -> None:
    make_result(YEAR, i1=78.2, e4=60)
    prefill(office)
    services.change_finding(
        actor=office.officer, finding=find("i1"), kind="develop", text="ถ้อยคำของเรา"
    )
    services.set_aside_finding(actor=office.officer, finding=find("e4"), reason="แก้แล้ว")
    before = texts()
    make_result(YEAR, i1=50, e4=40)
    assert prefill(office) == 0
    assert texts() == before


def test_a_score_that_changed_stands_beside_and_is_taken_on_demand_only(office: Office) -> None:
    make_result(YEAR, i1=78.2)
    prefill(office)
    finding = find("i1")
    services.change_finding(actor=office.officer, finding=finding, kind="urgent", text="ของเรา")
    assert not [row for row in queries.get_analysis(YEAR).offers if row.replaces]
    make_result(YEAR, i1=91)
    (offer,) = [row for row in queries.get_analysis(YEAR).offers if row.replaces]
    assert (offer.replaces, offer.kind) == ("ของเรา", "develop")
    services.take_suggestion(actor=office.officer, fiscal_year=YEAR, key=offer.key)
    finding.refresh_from_db()
    assert (finding.text, finding.kind, finding.scores[0]["score"]) == (offer.text, "develop", 91.0)
    assert not [row for row in queries.get_analysis(YEAR).offers if row.replaces]


def test_what_was_set_aside_is_not_offered_again_and_can_come_back(office: Office) -> None:
    make_result(YEAR, i1=78.2)
    prefill(office)
    finding = services.set_aside_finding(actor=office.officer, finding=find("i1"), reason="แก้ไขแล้ว")
    make_result(YEAR, i1=70)
    analysis = queries.get_analysis(YEAR)
    assert finding in analysis.set_aside
    assert finding.suggestion not in {row.key for row in analysis.offers}
    with pytest.raises(Refused, match="เหตุผล"):
        services.set_aside_finding(actor=office.officer, finding=finding, reason=" ")
    services.restore_finding(actor=office.officer, finding=finding)
    assert finding in queries.get_analysis(YEAR).kept


def test_a_topic_with_many_weak_scores_begins_with_three_and_offers_the_rest(
    office: Office,
) -> None:
    make_result(YEAR, i1=50, i2=51, i3=52, e1=53, e2=54)
    prefill(office)
    kept = queries.list_kept_findings(YEAR).filter(topic=1, kind="urgent")
    assert [row.scores[0]["code"] for row in kept] == ["i1", "i2", "i3"]
    offered = [row.key for row in queries.get_analysis(YEAR).offers if row.kind == "urgent"]
    assert offered == ["topic:1:question:e1", "topic:1:question:e2"]


def test_indicators_speak_where_questions_and_items_are_not_known(office: Office) -> None:
    unknown = {f"i{n}": None for n in (10, 11, 12)}
    make_result(YEAR, **unknown, **{"4": 80})
    prefill(office)
    (finding,) = queries.list_kept_findings(YEAR).filter(topic=4)
    assert (finding.kind, finding.scores[0]["code"]) == ("urgent", "4")


def test_a_topic_can_not_be_weak_and_without_weakness_at_once(office: Office) -> None:
    weak = write(office, kind="urgent")
    with pytest.raises(Refused) as refused:
        write(office, kind="none", text="ไม่พบ")
    assert refused.value.field == "kind"
    services.set_aside_finding(actor=office.officer, finding=weak, reason="ไม่จริง")
    write(office, kind="none", text="ไม่พบ")
    with pytest.raises(Refused):
        write(office, kind="urgent", text="อ่อน")
    with pytest.raises(Refused):
        services.restore_finding(actor=office.officer, finding=weak)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(fiscal_year=YEAR, topic=1, kind="none", text="ไม่พบอีก")


def test_without_a_result_findings_are_written_by_hand(office: Office) -> None:
    with pytest.raises(Refused):
        prefill(office)
    finding = write(office)
    assert (finding.origin, finding.scores) == ("own", [])


def test_own_findings_choose_what_speaks_for_them(office: Office) -> None:
    make_result(YEAR, e1=70)
    finding = write(office, codes=["e1", "O8", "i99"])
    assert [row["code"] for row in finding.scores] == ["e1", "O8"]
    make_result(YEAR, e1=99, O8=None)
    services.change_finding(
        actor=office.officer, finding=finding, kind="develop", text="ใหม่", codes=["e1", "O8"]
    )
    finding.refresh_from_db()
    assert [row["score"] for row in finding.scores] == [70.0, 100.0]


def test_findings_move_within_their_topic(office: Office) -> None:
    rows = [write(office, text=str(n)) for n in range(3)]
    services.move_finding(actor=office.officer, finding=rows[2], by=-1)
    services.move_finding(actor=office.officer, finding=rows[0], by=-1)
    assert [row.text for row in queries.list_kept_findings(YEAR)] == ["0", "2", "1"]


def test_two_writers_do_not_overwrite_each_other(office: Office) -> None:
    finding = write(office)
    seen = finding.updated_at.isoformat()
    change = {"actor": office.officer, "finding": finding, "kind": "develop", "seen": seen}
    services.change_finding(**change, text="หนึ่ง")
    with pytest.raises(Refused, match="มีผู้อื่น"):
        services.change_finding(**change, text="สอง")


@pytest.mark.parametrize("name", ["head", "palad", "mayor", "finance", "stranger"])
def test_only_the_officer_and_administrators_write(office: Office, name: str) -> None:
    make_result(YEAR, i1=78.2)
    with pytest.raises(Refused):
        services.prefill_findings(actor=office.people[name], fiscal_year=YEAR)
    with pytest.raises(Refused):
        services.add_finding(
            actor=office.people[name], fiscal_year=YEAR, topic=1, kind="develop", text="x"
        )


def test_the_log_tells_what_was_written(office: Office) -> None:
    make_result(YEAR, i1=78.2)
    prefill(office)
    finding = find("i1")
    services.change_finding(actor=office.officer, finding=finding, kind="urgent", text="ของเรา")
    services.set_aside_finding(actor=office.officer, finding=finding, reason="แก้แล้ว")
    said = list(AuditEntry.objects.order_by("sequence").values_list("event", flat=True))[-3:]
    assert said == [
        "assessment.findings_prefilled",
        "assessment.finding_changed",
        "assessment.finding_set_aside",
    ]
