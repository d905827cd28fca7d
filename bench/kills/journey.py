"""What the personas do in a loop, and the list of what the program acknowledged."""

import datetime as dt
import hashlib
import itertools
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.kills.person import Answer, Person, links

MINE, RETURNED, OTHERS = "<h2>รอฉันลงนาม</h2>", "<h2>ส่งคืนถึงฉัน</h2>", "<h2>อยู่ระหว่างเสนอ</h2>"
MOST_RUNNING = 12
APPROVAL = r"/office/approvals/[0-9a-f-]{36}/"
FIRST_DAY = dt.date(2001, 1, 1)


@dataclass
class Ledger:
    """Acts by what came back: acknowledged ones must be found for ever."""

    done: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: Answer, expected: str, **act: Any) -> bool:
        """Count an answer; keep the act when the answer says that it is done."""
        is_done = answer.status == 302 and bool(re.fullmatch(expected, answer.location))
        kind = "acknowledged" if is_done else {0: "no answer", 422: "refused"}.get(answer.status)
        with self.lock:
            key = f"{act['kind']}: {kind or f'status {answer.status}'}"
            self.counts[key] = self.counts.get(key, 0) + 1
            if is_done:
                self.done.append(act)
        return is_done


class Worker(threading.Thread):
    """One person at work until told to stop; rests while the office is being checked."""

    def __init__(self, act: Callable[[random.Random], None], seed: str, gate: "Gate") -> None:
        super().__init__(daemon=True)
        self.act, self.gate, self.random = act, gate, random.Random(seed)

    def run(self) -> None:
        """Act again and again."""
        while self.gate.enter():
            try:
                self.act(self.random)
            finally:
                self.gate.leave()
            time.sleep(self.random.uniform(0.02, 0.2))


class Gate:
    """Lets people work, or makes them wait until nobody is at work."""

    def __init__(self) -> None:
        self.condition = threading.Condition()
        self.is_open, self.is_over, self.busy = False, False, 0

    def enter(self) -> bool:
        """Wait for the gate; False when the day is over."""
        with self.condition:
            self.condition.wait_for(lambda: self.is_open or self.is_over)
            self.busy += not self.is_over
            return not self.is_over

    def leave(self) -> None:
        """One person rests."""
        with self.condition:
            self.busy -= 1
            self.condition.notify_all()

    def open(self) -> None:
        """Let everybody work."""
        with self.condition:
            self.is_open = True
            self.condition.notify_all()

    def close(self) -> None:
        """Let nobody begin, and wait until the last one got an answer or none."""
        with self.condition:
            self.is_open = False
            self.condition.wait_for(lambda: self.busy == 0)

    def end(self) -> None:
        """Everybody goes home."""
        with self.condition:
            self.is_over = True
            self.condition.notify_all()


class Journey:
    """The acts of the five personas; each notes in the ledger what was acknowledged."""

    def __init__(self, ledger: Ledger, year: int, measures: list[str], run: str) -> None:
        self.ledger, self.year, self.measures, self.run = ledger, year, measures, run
        self.days = itertools.count()
        self.serial = itertools.count(1)

    def officer(self, person: Person, chance: random.Random) -> None:
        """Submits, submits again, withdraws, publishes, brings evidence."""
        act = chance.choices(
            (self._submit, self._publish_plan, self._publish_report, self._withdraw, self._upload),
            (5, 1, 3, 1, 2),
        )[0]
        act(person, chance)

    def finance(self, person: Person, chance: random.Random) -> None:
        """Brings evidence of its own measures."""
        self._upload(person, chance)

    def signer(self, person: Person, chance: random.Random) -> None:
        """Reads what waits for them, then signs, returns, approves or refuses."""
        mine = _listed(person.get("/office/approvals/").text, MINE)
        if not mine:
            return
        path = chance.choice(mine)
        page = person.get(path).text
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
        if digest is None or f'action="{path}sign/"' not in page:
            return
        usual = "approved" if 'value="approved"' in page else "signed"
        other = ["returned", "refused"] if usual == "approved" else ["returned"]
        verdict = usual if chance.random() < 0.85 else chance.choice(other)
        reason = "" if verdict == usual else f"เหตุผล {next(self.serial)}"
        answer = person.post(
            f"{path}sign/", {"digest": digest[1], "verdict": verdict, "reason": reason}
        )
        self.ledger.note(
            answer, path, kind="sign", path=path, digest=digest[1], verdict=verdict,
            who=person.username, reason=reason,
        )  # fmt: skip

    def _submit(self, person: Person, chance: random.Random) -> None:
        inbox = person.get("/office/approvals/").text
        returned = _listed(inbox, RETURNED)
        if len(_listed(inbox, OTHERS)) > MOST_RUNNING:
            return
        if returned and chance.random() < 0.8:
            page = person.get(chance.choice(returned)).text
            found = re.search(r"report/\?as_of=(\d{4}-\d\d-\d\d)", page)
            if found is None:
                return
            day = dt.date.fromisoformat(found[1])
        else:
            day = FIRST_DAY + dt.timedelta(days=next(self.days))
        today = dt.date.today().isoformat()
        answer = person.post(
            f"/office/measures/{self.year}/report/submit/",
            {"as_of": day.isoformat(), "dated_on": today},
        )
        self.ledger.note(answer, f"/office/measures/{self.year}/report/", kind="submit", day=day)

    def _withdraw(self, person: Person, chance: random.Random) -> None:
        inbox = person.get("/office/approvals/").text
        open_ones = _listed(inbox, RETURNED) + _listed(inbox, OTHERS)
        if not open_ones:
            return
        path, reason = chance.choice(open_ones), f"ถอน {next(self.serial)}"
        answer = person.post(f"{path}withdraw/", {"reason": reason})
        self.ledger.note(answer, path, kind="withdraw", path=path, reason=reason)

    def _publish_plan(self, person: Person, chance: random.Random) -> None:
        person.get(f"/office/measures/{self.year}/announcement/")
        note = f"แผน {self.run} {next(self.serial)}"
        answer = person.post(f"/office/measures/{self.year}/publish/", {"note": note})
        self.ledger.note(
            answer, f"/office/measures/{self.year}/announcement/", kind="publish plan", note=note
        )

    def _publish_report(self, person: Person, chance: random.Random) -> None:
        page = person.get(f"/office/measures/{self.year}/announcement/").text
        found = re.findall(r'name="report" value="([0-9a-f-]{36})">\s*(<button[^>]*>)', page)
        ready = [report for report, button in found if "disabled" not in button]
        if not ready:
            return
        note = f"รายงาน {self.run} {next(self.serial)}"
        fields = {"note": note, "report": chance.choice(ready)}
        answer = person.post(f"/office/measures/{self.year}/publish-report/", fields)
        self.ledger.note(
            answer, f"/office/measures/{self.year}/announcement/", kind="publish report", note=note
        )

    def _upload(self, person: Person, chance: random.Random) -> None:
        caption = f"หลักฐาน {self.run} {next(self.serial)}"
        content = b"%PDF-1.4\n% " + caption.encode() + chance.randbytes(chance.randint(10, 300_000))
        path = f"/office/measures/measure/{chance.choice(self.measures)}/"
        person.get(path)
        answer = person.post(
            f"{path}evidence/", {"caption": caption}, {"uploads": ("proof.pdf", content)}
        )
        sha256 = hashlib.sha256(content).hexdigest()
        self.ledger.note(answer, path, kind="upload", caption=caption, sha256=sha256)


def _listed(page: str, heading: str) -> list[str]:
    """The documents of one list of the inbox."""
    return links(page.partition(heading)[2].partition("</section>")[0], APPROVAL)
