"""Documents made of texts that were cut by hand, with the spelling noise of real offices.

The same seed gives the same documents. `clean` and `cuts` are for the oracle, `title` and `text` are
what the program gets to see.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
NOISY = 0.46
MATTER = 0.25  # of sentences; the others say nothing that anybody asks for
_SLOT = re.compile(r"\{(\w+)\}")
_JOINT = re.compile(r"[|\s]+")


@dataclass(frozen=True)
class Written:
    """A text: as it is read, and as letters and digits alone with the places where words meet."""

    text: str
    clean: str
    cuts: frozenset[int]


@dataclass(frozen=True)
class Document:
    """One made-up paper of an office."""

    number: int
    title: Written
    body: Written
    year: int


@cache
def read_texts() -> dict[str, Any]:
    """The texts and lists."""
    found: dict[str, Any] = yaml.safe_load((DATA / "corpus.yaml").read_text(encoding="utf-8"))
    return found


def make_documents(count: int, seed: int = 7) -> Iterator[Document]:
    """So many documents."""
    luck = random.Random(seed)
    texts = read_texts()
    for number in range(count):
        title = _fill(luck.choice(texts["titles"]), luck)
        size = luck.randint(8, 34)
        kinds = ("sentences" if luck.random() < MATTER else "fillers" for _one in range(size))
        body = " |\n".join(_fill(luck.choice(texts[kind]), luck) for kind in kinds)
        noise = luck if luck.random() < NOISY else None
        yield Document(number, _write(title, noise), _write(body, noise), luck.randint(2566, 2570))


def _fill(pattern: str, luck: random.Random) -> str:
    while _SLOT.search(pattern):
        pattern = _SLOT.sub(lambda slot: _value(slot[1], luck), pattern)
    return pattern


def _value(slot: str, luck: random.Random) -> str:
    texts = read_texts()
    made = {
        "number": lambda: f"{luck.randint(100, 99_999)}",
        "amount": lambda: f"{luck.randint(5, 999)},{luck.randint(0, 9)}00",
        "year": lambda: f"{luck.randint(2566, 2570)}",
        "small": lambda: f"{luck.randint(1, 60)}",
        "day": lambda: f"{luck.randint(1, 28)} |{luck.choice(texts['months'])} |2569",
        "month": lambda: luck.choice(texts["months"]),
    }
    value: str = made[slot]() if slot in made else luck.choice(texts["slots"][slot])
    return value


def _write(pattern: str, noise: random.Random | None) -> Written:
    clean, cuts = "", {0}
    for piece in _JOINT.split(pattern):
        clean += letters_of(piece)
        cuts.add(len(clean))
    text = re.sub(r" ?\| ?", lambda joint: " " if " " in joint[0] else "|", pattern)
    return Written(_blur(text, noise) if noise else text.replace("|", ""), clean, frozenset(cuts))


def letters_of(text: str) -> str:
    """Letters and digits alone, digits Arabic, small letters: the oracle's own plain reading."""
    return re.sub(r"[^0-9a-zก-๎]", "", text.lower().replace("ฯ", "").replace("ๆ", ""))


def _blur(text: str, luck: random.Random) -> str:
    """The usual noise: decomposed ำ, เเ, Thai digits, hidden signs, marks twice or out of order."""
    kinds = luck.sample(range(7), 3)
    if 0 in kinds:
        text = re.sub("([่้๊๋]?)ำ", lambda am: f"ํ{am[1]}า", text)
    if 1 in kinds:
        text = text.replace("แ", "เเ")
    if 2 in kinds:
        text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    if 3 in kinds:
        text = re.sub("[่้]", lambda tone: tone[0] * (1 + (luck.random() < 0.2)), text)
    if 4 in kinds:
        text = re.sub("([ิ-ู])([่้])", r"\2\1", text)
    hidden = "\u200b" if 5 in kinds else ""
    spaced = 0.06 if 6 in kinds else 0.0
    return re.sub(r"\|", lambda _joint: " " if luck.random() < spaced else hidden, text)
