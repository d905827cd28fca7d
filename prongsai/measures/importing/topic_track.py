"""Which topic the rows stand under: from lines before a table, sheets, rows of their own, a column."""

from collections.abc import Sequence

from prongsai.common.tables.grid import Cell
from prongsai.measures.importing import columns as col
from prongsai.measures.importing.items import plain_number, squash_numbered, take_number
from prongsai.measures.importing.noise import why_no_measure
from prongsai.measures.importing.tables import PlanTable
from prongsai.measures.importing.topics import find_topic, names_topic, says_topic, topic_of_sheet

NEAR_LINES = 3  # lines before a table in which its topic may stand
_MAY_HOLD_TOPIC = (col.TITLE, col.NUMBER, col.TOPIC, col.IGNORED)
Topic = tuple[int, str]  # number from 1, wording


class TopicTrack:
    """Remembers the topic while the rows are read. `topics` are the year's, in order."""

    def __init__(self, topics: Sequence[str], *, sheets: int) -> None:
        self.topics = topics
        self.sheets = sheets
        self.current: Topic | None = None
        self._numbers: dict[str, int] = {}

    def begin(self, table: PlanTable) -> None:
        """Look for the topic in a sheet's name and in the lines before a table."""
        if table.grid.is_sheet:
            self.current = None
            is_alone = self.sheets < 2
            if found := topic_of_sheet(table.grid.where, self.topics, is_alone=is_alone):
                self.take(found)
        if found := self._before(_lines_before(table)):
            self.take(found)

    def take(self, found: Topic) -> bool:
        """Go on with this topic; whether it is another one than before."""
        number, title = found
        if not number:
            number = self._numbers.setdefault(title, max(self._numbers.values(), default=0) + 1)
        else:
            self._numbers.setdefault(title, number)
        changed = self.current is None or self.current[0] != number
        self.current = (number, title)
        return changed

    def take_cell(self, cell: Cell | None) -> None:
        """The topic in a column of its own; an empty or merged cell goes on with the one above."""
        if cell is None or not cell.text.strip(" -–") or cell.up:
            return
        text = squash_numbered(cell.text)
        number = plain_number(text)
        if number.isdigit() and 0 < int(number) <= len(self.topics):
            self.take((int(number), self.topics[int(number) - 1]))
        else:
            self.take(find_topic(text, self.topics) or (0, take_number(text)[1] or text))

    def of_row(self, row: list[Cell], table: PlanTable, below: list[Cell] | None) -> Topic | None:
        """The topic that a row names when it does nothing else."""
        own = [at for at, cell in enumerate(row) if cell.text and not cell.left]
        number = next((n for at in own if (n := _whole_number(row[at], table.columns[at]))), "")
        own = [at for at in own if not _whole_number(row[at], table.columns[at])]
        if len({row[at].text for at in own}) != 1 or row[own[0]].up or why_no_measure(row):
            return None
        if len(own) == 1 and table.columns[own[0]] not in _MAY_HOLD_TOPIC and own[0] > 0:
            return None
        text = squash_numbered(row[own[0]].text)
        if number and not take_number(text)[0]:
            text = f"{number}. {text}"
        if named := names_topic(text, self.topics):
            return named
        return self._own_wording(text, own[0], row, table, below)

    def _own_wording(
        self, text: str, at: int, row: list[Cell], table: PlanTable, below: list[Cell] | None
    ) -> Topic | None:
        number, rest = take_number(text)
        width = len(table.columns)
        spans = sum(1 for cell in row if cell.text == row[at].text) >= max(2, width - 1)
        if "." in number or not (rest or says_topic(text)):
            return None
        if says_topic(text):
            return find_topic(text, self.topics)
        if spans:
            return find_topic(text, self.topics) or (0, rest)
        may_hold = table.columns[at] in _MAY_HOLD_TOPIC
        if number and may_hold and _heads_measures(number, table, below):
            return find_topic(text, self.topics)
        return None

    def _before(self, lines: Sequence[str]) -> Topic | None:
        near = [names_topic(line, self.topics) for line in lines[-NEAR_LINES:]]
        named = [topic for topic in near if topic]
        everywhere = {topic for line in lines if (topic := names_topic(line, self.topics))}
        if named and len(everywhere) == 1:
            return named[-1]
        if near and near[-1] and (len(near) < 2 or not near[-2]):
            return near[-1]  # an introduction lists all topics, the last line is the one
        if lines and says_topic(lines[-1]):
            return find_topic(lines[-1], self.topics)
        said = [line for line in lines[-NEAR_LINES:] if says_topic(line)]
        if not everywhere and len(said) == 1:
            return find_topic(said[0], self.topics)
        return None


def _lines_before(table: PlanTable) -> list[str]:
    if not table.grid.is_sheet:
        return table.grid.before
    above = table.grid.rows[: table.heads[0] if table.heads else 0]
    return [cell.text for row in above for cell in row if cell.text and not cell.left]


def _whole_number(cell: Cell, meaning: str) -> str:
    """The number of a cell in a number column that counts topics (or measures) in whole numbers."""
    number = plain_number(cell.text) if meaning == col.NUMBER else ""
    return "" if "." in number else number


def _heads_measures(number: str, table: PlanTable, below: list[Cell] | None) -> bool:
    """Whether the row below is a measure of its own: "1. …" over "1.1 …", not over a step."""
    if below is None:
        return False
    texts = {
        m: c.text for c, m in zip(below, table.columns, strict=True) if not c.up and not c.left
    }
    if not texts.get(col.TITLE):
        return False
    own = plain_number(texts.get(col.NUMBER, "")) or take_number(texts[col.TITLE])[0]
    return own.startswith(f"{number}.") or not own or own == "1"
