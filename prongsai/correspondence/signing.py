"""The signature blocks of a submitted document, from its desks and the acts at them."""

from collections.abc import Sequence

from django.utils import timezone

from prongsai.approvals.models import Procedure, Round, Step, StepKind, Verdict
from prongsai.approvals.queries import has_act, list_signers, steps_of
from prongsai.approvals.rules import DEFAULT_OPINION
from prongsai.correspondence.content import Block, Signature, Statement
from prongsai.evidence import files
from prongsai.organization.queries import Capacity
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai

ON_PAPER, ON_SCREEN = "ลงนามในกระดาษ", "ลงนามทางอิเล็กทรอนิกส์"
RETURNED = "ส่งคืนแก้ไข เนื่องจาก"
CHOICES = ("อนุมัติ ตามที่เสนอ", "ไม่อนุมัติตามที่เสนอ เนื่องจาก")
DOTS = "." * 50


def signing_blocks(round: Round) -> list[Block]:
    """The reporter's signature, an opinion for each desk, the decision.

    Where nobody acted yet stands who would sign today, so that the paper can be signed as it is.
    """
    steps = steps_of(round)
    found = _expected(round, steps)
    return [_block(step, found.get(step.position_id)) for step in steps]


def deciding_signature(round: Round) -> Signature:
    """The signature of who decides, as orders and letters bear it alone."""
    step = steps_of(round)[-1]
    return _signature(step, _expected(round, [step]).get(step.position_id))


def _expected(round: Round, steps: Sequence[Step]) -> dict[int, Capacity]:
    waits = any(not has_act(step) for step in steps)
    if not waits or round.procedure.state != Procedure.State.RUNNING:
        return {}
    return list_signers(round, timezone.localdate())


def _block(step: Step, expected: Capacity | None) -> Block:
    if step.kind == StepKind.REPORT:
        return _signature(step, expected, role="ผู้รายงาน")
    if step.kind == StepKind.OPINION:
        return Statement(
            heading=f"ความเห็นของ{step.position_title}",
            lines=(_opinion(step),),
            signature=_signature(step, expected),
        )
    return _decision(step, expected)


def _opinion(step: Step) -> str:
    if not has_act(step):
        return DEFAULT_OPINION
    text = step.act.opinion
    return to_thai(f"{RETURNED} {text}" if step.act.verdict == Verdict.RETURNED else text)


def _decision(step: Step, expected: Capacity | None) -> Statement:
    refusal, chosen = CHOICES[1] + DOTS, None
    if has_act(step):
        act = step.act
        chosen = {Verdict.APPROVED: 0, Verdict.REFUSED: 1}.get(Verdict(act.verdict))
        if act.verdict == Verdict.REFUSED:
            refusal = to_thai(f"{CHOICES[1]} {act.opinion}")
    return Statement(
        heading=f"ข้อพิจารณา/สั่งการ {step.position_title}",
        lines=(CHOICES[0], refusal),
        signature=_signature(step, expected),
        has_boxes=True,
        chosen=chosen,
    )


def _signature(step: Step, expected: Capacity | None, role: str = "") -> Signature:
    if not has_act(step):
        lines = expected.lines if expected else (step.position_title,)
        name = str(expected.user) if expected else ""
        return Signature(name, tuple(to_thai(line) for line in lines), role)
    act = step.act
    return Signature(
        act.signer_name,
        tuple(to_thai(line) for line in act.lines),
        role,
        image=files.read(act.picture) if act.picture else b"",
        date=format_date(act.signed_on, "official"),
        note=ON_PAPER if act.is_on_paper else ON_SCREEN,
    )
