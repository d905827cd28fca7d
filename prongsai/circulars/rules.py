"""Pure rules of circulars: who is named, what is asked, what counts, when to remind."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from prongsai.thai.text import repair, squash

LINK_DAYS = 30
LONGEST_DAYS = 366
MAX_QUESTIONS, MAX_NAMES = 30, 500
USUAL_PASS_MARK = 80
# A personal link has 256 random bits: the limit is there against noise, not against guessing.
LIMIT_MINUTES, MOST_MISSES, MOST_ANSWERS = 10, 20, 30


@dataclass(frozen=True)
class Named:
    """Somebody without an account, as typed: name, division, position."""

    name: str
    division: str = ""
    position: str = ""


def parse_names(text: str) -> list[Named]:
    """People typed or pasted, one a line: name, division, position between commas or tabs.

    The same person twice counts once; numbers in front of lines ("1." or "๑)") are left out.
    """
    found = []
    for line in text.splitlines():
        parts = [squash(part) for part in re.split(r"\t|,|\|", repair(line))]
        parts[0] = re.sub(r"^[0-9๐-๙]+\s*[.)]\s*", "", parts[0])
        if parts[0]:
            name, division, position = (*parts, "", "")[:3]
            found.append(Named(name[:200], division[:200], position[:200]))
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Question:
    """A question with choices; `right` are the places (from 0) of the right ones."""

    text: str
    choices: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str = ""

    @property
    def has_several(self) -> bool:
        """Whether more than one choice is right."""
        return len(self.right) > 1

    def to_json(self) -> dict[str, Any]:
        """As plain values, as it is stored."""
        return {
            "text": self.text,
            "choices": list(self.choices),
            "right": list(self.right),
            "explanation": self.explanation,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Question":
        """Back from what is stored."""
        right, choices = tuple(value["right"]), tuple(value["choices"])
        return cls(value["text"], choices, right, value["explanation"])


class QuestionProblem(ValueError):
    """What is wrong with the typed questions: `number` of the question and a code."""

    def __init__(self, number: int, code: str) -> None:
        super().__init__(f"question {number}: {code}")
        self.number = number
        self.code = code


def parse_questions(text: str) -> list[Question]:
    """Questions as people type them; an empty line parts them.

    The first line asks, "* " marks a right choice, "- " a wrong one, "> " the explanation.
    Raises `QuestionProblem` ("text", "choices", "right", "many").
    """
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r", "")) if block.strip()]
    if len(blocks) > MAX_QUESTIONS:
        raise QuestionProblem(MAX_QUESTIONS + 1, "many")
    return [_parse_question(number, block) for number, block in enumerate(blocks, start=1)]


def _parse_question(number: int, block: str) -> Question:
    asked: list[str] = []
    choices: list[str] = []
    right: list[int] = []
    explained: list[str] = []
    for line in (raw.strip() for raw in block.splitlines()):
        mark, rest = line[:1], line[1:].strip()
        if mark in ("*", "-") and rest:
            if mark == "*":
                right.append(len(choices))
            choices.append(rest)
        elif mark == ">":
            explained.append(rest)
        elif line and not choices:
            asked.append(line)
        elif line:
            choices[-1] += f" {line}"
    for code, is_wrong in (
        ("text", not asked),
        ("choices", len(choices) < 2 or len(set(choices)) < len(choices)),
        ("right", not right or len(right) == len(choices)),
    ):
        if is_wrong:
            raise QuestionProblem(number, code)
    return Question(" ".join(asked), tuple(choices), tuple(right), " ".join(explained))


def write_questions(questions: Iterable[Question]) -> str:
    """Questions as people type them, for the form."""
    blocks = []
    for question in questions:
        lines = [question.text]
        for at, choice in enumerate(question.choices):
            lines.append(f"{'*' if at in question.right else '-'} {choice}")
        if question.explanation:
            lines.append(f"> {question.explanation}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def find_wrong(questions: Sequence[Question], answers: Sequence[Collection[int]]) -> list[int]:
    """The places of the questions that were not answered exactly right."""
    return [at for at, q in enumerate(questions) if set(answers[at]) != set(q.right)]


def compute_score(total: int, wrong: int) -> int:
    """Right answers in whole percent, rounded down; without questions 100."""
    return 100 * (total - wrong) // total if total else 100


def may_finish(*, score: int, pass_mark: int, attempts: int, attempts_allowed: int) -> bool:
    """Whether an answer ends the questions: it passes, or it was the last attempt (0: no limit)."""
    return score >= pass_mark or 0 < attempts_allowed <= attempts


def compute_percent(done: int, total: int) -> float:
    """A part in percent with one decimal, rounded down: 100 means everybody. Of nobody: 100."""
    return (1000 * done // total) / 10 if total else 100.0


def is_late(*, due_on: dt.date, done_on: dt.date | None, today: dt.date) -> bool:
    """Whether it was, or is by today, done after its deadline."""
    return (done_on or today) > due_on


def is_link_alive(closed_at: dt.datetime | None, now: dt.datetime) -> bool:
    """A personal link opens the document until 30 days after the circular was closed."""
    return closed_at is None or now < closed_at + dt.timedelta(days=LINK_DAYS)
