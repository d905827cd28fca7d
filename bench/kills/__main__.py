"""`python -m bench.kills --times 200`: kill, start again, check; prints a summary and writes it."""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.kills.journey import Gate, Journey, Ledger, Worker
from bench.kills.mail import Postbox
from bench.kills.person import Person
from bench.kills.program import COMMAND, PARENT, PARTS, WHOLE, Program

if TYPE_CHECKING:
    from bench.kills.checks import Checker

TARGETS = (*PARTS, PARENT, WHOLE)
DRAIN_SECONDS = 300
MOST_ACTS, WORK_SECONDS = 8, 20
KILL_AGAIN = 0.5
SIGNERS = ("head", "palad", "mayor")


def main() -> int:
    """Run; the exit code is 1 when anything acknowledged was lost or anything is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often to kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("var/kills.json"))
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="prongsai-kills-"))
    os.environ["PRONGSAI_DATA_DIR"] = str(folder / "data")
    with Postbox() as postbox:
        program = Program(folder / "data", folder / "log", postbox.port)
        try:
            program.start()
            program.wait()
            result = _run(program, postbox, options.times, options.seed)
        finally:
            program.stop()
    result["checked without the program"] = _verify_log(program)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    if not result["problems"]:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if result["problems"] else 0


def _run(program: Program, postbox: Postbox, times: int, seed: int) -> dict[str, Any]:
    from bench import office

    office.use_program()
    from bench.kills.checks import Checker

    chance, ledger, gate = random.Random(seed), Ledger(), Gate()
    _give_addresses()
    checker = Checker(ledger)
    for worker in _workers(program.base, ledger, gate, seed):
        worker.start()
    problems: list[str] = []
    killed: Counter[str] = Counter()
    waits: list[float] = []
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    while killed.total() < times and not stopped:
        gate.open()
        _let_work(ledger, chance)
        parts = _kill(program, chance, killed)
        gate.close()
        program.start()
        waits.append(program.wait())
        found = _check(checker)
        problems += [f"after kill {killed.total()} ({parts}): {problem}" for problem in found]
        said = f"{killed.total():4} {waits[-1]:5.1f} s {len(ledger.done):5} done  {parts}  {found}"
        print(said, flush=True)
    gate.end()
    problems += _drain(checker, postbox)
    return {
        "seed": seed,
        "kills": dict(killed) | {"in all": killed.total()},
        "checks": len(waits),
        "longest wait for a page, seconds": round(max(waits, default=0), 1),
        "answers": dict(sorted(ledger.counts.items())),
        "kept": _counts(),
        "errors told in the log": program.told_errors(),
        "problems": problems,
    }


def _kill(program: Program, chance: random.Random, killed: Counter[str]) -> str:
    """Kill a part, and every other time another while the program is still getting up."""
    parts: list[str] = []
    while not parts or chance.random() < KILL_AGAIN:
        if parts:
            program.start()
            time.sleep(chance.uniform(0.1, 5))
        part = chance.choice(TARGETS)
        if program.kill(part, chance.choice):
            killed[part] += 1
            parts.append(part)
    return ", ".join(parts)


def _let_work(ledger: Ledger, chance: random.Random) -> None:
    """Until some acts were acknowledged, then a moment more: the kill comes amid the next ones."""
    wanted, end = len(ledger.done) + chance.randint(0, MOST_ACTS), time.monotonic() + WORK_SECONDS
    while len(ledger.done) < wanted and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.5))


def _workers(base: str, ledger: Ledger, gate: Gate, seed: int) -> list[Worker]:
    from prongsai.accounts.models import User
    from prongsai.measures.models import Plan

    plan = Plan.objects.order_by("-fiscal_year")[1]
    own = {
        code: [str(m.public_id) for m in plan.measures.filter(**wanted)]
        for code, wanted in (("all", {}), ("finance", {"divisions__code": "finance"}))
    }
    people = {u.username: Person(base, u.username, u.pk) for u in User.objects.all()}
    journey = Journey(ledger, plan.fiscal_year, own["all"], f"{seed}")
    answers = Journey(ledger, plan.fiscal_year, own["finance"], f"{seed} finance")
    acts = {
        "officer": lambda chance: journey.officer(people["officer"], chance),
        "finance": lambda chance: answers.finance(people["finance"], chance),
    } | {name: lambda chance, name=name: journey.signer(people[name], chance) for name in SIGNERS}
    return [Worker(act, f"{seed} {name}", gate) for name, act in acts.items()]


def _give_addresses() -> None:
    """The example's people get mail addresses, so that each notice promises a mail."""
    from prongsai.accounts.models import User

    for user in User.objects.filter(is_example=True):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@office.example")


def _check(checker: "Checker") -> list[str]:
    """The checks, once the database takes connections again."""
    from django.db import OperationalError

    end = time.monotonic() + 60
    while True:
        try:
            return checker.problems()
        except OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _drain(checker: "Checker", postbox: Postbox) -> list[str]:
    """Left alone, the program seals what is approved and sends what waits; then all is checked."""
    from prongsai.approvals.models import Procedure
    from prongsai.channels.models import OutgoingMail

    unsealed = Procedure.objects.filter(state="approved", sealed__isnull=True)
    unsent = OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT)
    end = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < end and (unsealed.exists() or unsent.exists()):
        time.sleep(1)
    problems = _check(checker) + checker.hash_all_again()
    problems += [f"approved and never sealed: {procedure}" for procedure in unsealed]
    problems += [f"never sent: {mail.recipient} {mail.last_error}" for mail in unsent[:5]]
    sent = set(OutgoingMail.objects.values_list("message_id", flat=True))
    problems += [f"sent, but never received: {missing}" for missing in sent - set(postbox.received)]
    return problems


def _counts() -> dict[str, int]:
    from prongsai.approvals.models import Act, Procedure, Round
    from prongsai.audit.models import AuditEntry
    from prongsai.channels.models import OutgoingMail
    from prongsai.correspondence.models import RegisterEntry, SealedDocument
    from prongsai.evidence.models import EvidenceVersion
    from prongsai.measures.models import Publication

    tables = (
        Procedure, Round, Act, RegisterEntry, SealedDocument, Publication, EvidenceVersion,
        OutgoingMail, AuditEntry,
    )  # fmt: skip
    return {str(table._meta.verbose_name_plural): table.objects.count() for table in tables}


def _verify_log(program: Program) -> str:
    done = subprocess.run(
        [COMMAND, "--lang", "en", "verify-log"],
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return (done.stdout + done.stderr).strip()


if __name__ == "__main__":
    sys.exit(main())
