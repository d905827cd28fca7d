"""Inbox and decision page among many documents; the seal; checking an uploaded file of 5 MB."""

import datetime as dt
import io
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import office
from bench.results import Result

RUNNING, ENDED = 500, 2000
YEAR = 2568
SAMPLE = Path(__file__).resolve().parents[1] / "prongsai/measures/samples/annual-report.txt"
FULL_SIZE = 5_000_000
PHOTO_SIDE = 900


def measure(folder: Path) -> Iterator[Result]:
    """All measurements of approvals, on the real database."""
    from config.postgres import running

    with running(folder / "data"):
        office.prepare()
        people = office.people()
        plan = _make_plan(people["officer"])
        yield from _seal(people, plan)
        yield from _check_upload(people, plan)
        yield from _pages(people, plan)
        from django.db import connections

        connections.close_all()


def _make_plan(officer: Any) -> Any:
    from prongsai.correspondence.certificate import create_certificate, find_signer
    from prongsai.measures import services
    from prongsai.measures.importing import read_measures

    if find_signer() is None:
        create_certificate(organization="วัดผล", province="ข")
    result = read_measures(SAMPLE.read_bytes(), filename="", fiscal_year=YEAR, read_as="report")
    return services.save_import(actor=officer, result=result, accept_warnings=True)


def _submit_report(people: dict[str, Any], plan: Any, day: int) -> Any:
    """A report of its own day: each is a document of its own."""
    from prongsai.measures import services

    as_of = dt.date(YEAR - 543, 9, day)
    return services.submit_report(actor=people["officer"], plan=plan, as_of=as_of).procedure


def _approve(people: dict[str, Any], procedure: Any) -> Any:
    from django.utils import timezone

    from prongsai.approvals.queries import access_procedure, find_desk
    from prongsai.approvals.services import sign

    for name in ("head", "palad", "mayor"):
        fresh = access_procedure(people[name], procedure.public_id)
        desk = find_desk(fresh, timezone.localdate())
        assert desk is not None
        sign(
            actor=people[name],
            procedure=fresh,
            digest=desk.round.sha256,
            verdict="approved" if name == "mayor" else "signed",
        )
    procedure.refresh_from_db()
    return procedure


def _seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _seal(people: dict[str, Any], plan: Any) -> Iterator[Result]:
    from prongsai.correspondence.services import seal

    approved = [_approve(people, _submit_report(people, plan, day)) for day in range(1, 11)]
    times = [_seconds(lambda p=p: seal(procedure=p)) for p in approved]  # type: ignore[misc]
    yield Result("seal of a report of 13 measures, first of a process", times[0] * 1000, "ms")
    middle = statistics.median(times[1:])
    yield Result("seal of a report of 13 measures", middle * 1000, "ms", 400)


def _photo() -> bytes:
    """A picture that does not shrink: noise, as big as a phone's photo of a meeting."""
    from PIL import Image

    size = (PHOTO_SIDE, PHOTO_SIDE * 3 // 4)
    buffer = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _add_photos(officer: Any, plan: Any) -> None:
    from prongsai.evidence.services import add_files
    from prongsai.measures import services

    photo = _photo()
    uploads = [(_photo(), f"{n}.jpg") for n in range(FULL_SIZE // len(photo) + 2)]
    measure = plan.measures.first()
    output = measure.outputs.first()
    for evidence in add_files(actor=officer, uploads=uploads, is_public=True):
        services.attach_evidence(actor=officer, measure=measure, evidence=evidence, output=output)


def _check_upload(people: dict[str, Any], plan: Any) -> Iterator[Result]:
    from django.test import Client

    from prongsai.correspondence.queries import read_sealed
    from prongsai.correspondence.services import seal

    _add_photos(people["officer"], plan)
    one, other = (_approve(people, _submit_report(people, plan, day)) for day in (20, 21))
    content, another = read_sealed(seal(procedure=one)), read_sealed(seal(procedure=other))
    assert len(content) >= FULL_SIZE
    broken = bytearray(content)
    broken[len(broken) // 2] ^= 1
    client = Client()
    for name, upload in (
        ("the sealed file itself", content),
        ("another report", another),
        ("one byte changed", bytes(broken)),
    ):
        times = [_seconds(lambda u=upload: _upload(client, one, u)) for _n in range(5)]  # type: ignore[misc]
        middle = statistics.median(times)
        size = len(upload) / 1_000_000
        yield Result(f"check of an upload of {size:.1f} MB: {name}", middle * 1000, "ms", 300)


def _upload(client: Any, procedure: Any, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "report.pdf"
    response = client.post(f"/verify/{procedure.code}/", {"file": file})
    assert response.status_code == 200
    assert 'id="findings"' in response.content.decode()


def _pages(people: dict[str, Any], plan: Any) -> Iterator[Result]:
    procedure = _submit_report(people, plan, 28)
    _fill(procedure)
    client = office.sign_in(people["head"])
    for name, path in (
        ("inbox", "/office/approvals/"),
        ("decision page", f"/office/approvals/{procedure.public_id}/"),
    ):
        yield from _page(client, name, path)


def _page(client: Any, name: str, path: str) -> Iterator[Result]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        seconds = _seconds(lambda: client.get(path))
    about = f"{name}, {RUNNING} documents on their way, {ENDED:,} ended"
    yield Result(f"{about}: queries", len(seen), "", 12)
    yield Result(f"{name}: whole page", seconds, "s")


def _fill(model: Any) -> None:
    """Copies of one submitted document: some wait for the head, the others ended."""
    from prongsai.approvals.models import Procedure

    made = Procedure.objects.bulk_create(
        Procedure(
            document_kind=model.document_kind,
            subject_id=1_000_000 + n,
            title=f"{model.title} {n}",
            number=f"{model.number}-{n}",
            dated_on=model.dated_on,
            started_by=model.started_by,
        )
        for n in range(RUNNING + ENDED)
    )
    steps = _copy_steps(model, made)
    _act(model, [s for s in steps if s.order == 1])
    ended = {p.pk for p in made[RUNNING:]}
    for order in (2, 3, 4):
        _act(model, [s for s in steps if s.order == order and s.round.procedure_id in ended])
    Procedure.objects.filter(pk__in=ended).update(state="approved", ended_on=model.dated_on)


def _copy_steps(model: Any, made: list[Any]) -> list[Any]:
    from prongsai.approvals.models import Round, Step

    source = model.rounds.get()
    rounds = Round.objects.bulk_create(
        Round(
            procedure=procedure,
            number=1,
            snapshot=source.snapshot,
            sha256=source.sha256,
            submitted_by=source.submitted_by,
        )
        for procedure in made
    )
    return Step.objects.bulk_create(
        Step(
            round=copied,
            order=step.order,
            kind=step.kind,
            position_id=step.position_id,
            position_title=step.position_title,
            due_on=step.due_on,
        )
        for copied in rounds
        for step in source.steps.all()
    )


def _act(model: Any, steps: list[Any]) -> None:
    from prongsai.approvals.models import Act

    Act.objects.bulk_create(
        Act(
            step=step,
            verdict="approved" if step.kind == "decide" else "signed",
            signer_id=model.started_by_id,
            signer_name="คุณ",
            lines=[step.position_title],
            signed_on=model.dated_on,
            recorded_by_id=model.started_by_id,
            digest=step.round.sha256,
            sha256="0" * 64,
        )
        for step in steps
    )
