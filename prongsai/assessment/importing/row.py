"""One row of scores: its labels, what the headings above it said, and what is found in its cells."""

from dataclasses import dataclass

from prongsai.assessment.importing.codes import Label
from prongsai.assessment.importing.columns import Column
from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION, SUB_INDICATOR, Key

CODED = (ITEM, QUESTION, SUB_INDICATOR, INDICATOR)


@dataclass
class Found:
    """A cell with a score, the line of which it speaks (None: not understood), and its year.

    `doubt`: the code and the name of the row speak of different lines.
    """

    key: Key | None
    text: str
    row: int
    column: int
    year: int | None
    words: str
    doubt: str = ""


@dataclass
class Context:
    """What headings above a row said; `owner`: the instrument of the lines before it, for sums."""

    instrument: str = ""
    part: str = ""
    owner: str = ""
    year: int | None = None


@dataclass
class Row:
    at: int
    labels: list[tuple[Column, Label]]
    context: Context
    year: int | None
    is_last_sum: bool = False
