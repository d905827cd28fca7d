"""What the scores of a year suggest as findings of its analysis.

The texts are Thai whatever the interface is: they are the beginning of an official document. They
hold no scores; those stand beside them and are kept with the finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION, Sums
from prongsai.catalogues.shapes import Catalogue, Topic

# So many of each kind a topic begins with; what is more is offered beside.
FIRST = {"urgent": 3, "develop": 1, "none": 1}
WEAK_QUESTION = "ผลการประเมินข้อ “{text}” ต่ำกว่าเกณฑ์ {bar} คะแนน ต้องแก้ไขโดยเร่งด่วน"
WEAK_ITEM = "การเปิดเผยข้อมูลข้อ {code} “{text}” ยังไม่ครบถ้วนตามองค์ประกอบที่กำหนด ต้องแก้ไขโดยเร่งด่วน"
BETTER = "ผลการประเมินข้อ “{text}” ยังพัฒนาให้ดีขึ้นได้"
NOTHING_WEAK = "ไม่พบข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วนในประเด็นนี้"
KEEP_UP = "ผลการประเมินในประเด็นนี้อยู่ในระดับสูงสุด ควรรักษามาตรฐานและพัฒนาอย่างต่อเนื่อง"


@dataclass(frozen=True)
class Speaking:
    """A score that speaks for a finding: of a question, an item or an indicator (0–100)."""

    kind: str
    code: str
    title: str
    score: Decimal | None

    @property
    def label(self) -> str:
        """As the form offers it."""
        score = "–" if self.score is None else f"{self.score:.2f}"
        return f"{self.code} {self.title} · {score}"

    @property
    def as_kept(self) -> dict[str, Any]:
        """As a finding keeps it: plain values."""
        score = None if self.score is None else round(float(self.score), 4)
        return {"kind": self.kind, "code": self.code, "title": self.title, "score": score}


@dataclass(frozen=True)
class Suggestion:
    """A finding that the scores suggest; `key` names it in its year.

    `is_first`: an analysis begins with it. `replaces` is the text of the finding that was made of
    it when it read otherwise.
    """

    key: str
    topic: int
    kind: str
    text: str
    scores: Sequence[dict[str, Any]]
    is_first: bool = True
    replaces: str = ""

    @property
    def as_kept(self) -> dict[str, Any]:
        """Its words, as the finding made of it keeps them."""
        return {"kind": self.kind, "text": self.text, "scores": list(self.scores)}


def find_bar(catalogue: Catalogue) -> Decimal:
    """The score under which something is weak: what the levels ask of each instrument, else the
    best level's total."""
    each = [value for level in catalogue.levels for value in level.minimum_each.values()]
    totals = [level.minimum for level in catalogue.levels]
    return Decimal(str(max(each) if each else max(totals, default=0)))


def list_topic_lines(catalogue: Catalogue, sums: Sums, topic: Topic) -> list[Speaking]:
    """The scores that can speak for findings of a topic: its questions, its items, and the
    indicators that the questions belong to."""
    indicators = {q.code: q.indicator for q in catalogue.questions}
    codes = dict.fromkeys(indicators[code] for code in topic.questions if code in indicators)
    wanted = [
        *((QUESTION, code) for code in topic.questions),
        *((ITEM, code) for code in topic.items),
        *((INDICATOR, code) for code in codes),
    ]
    found = [sums.find(kind, code) for kind, code in wanted]
    return [
        Speaking(line.key.kind, line.key.code, line.title, line.score)
        for line in found
        if line is not None and line.score is not None
    ]


def suggest(catalogue: Catalogue, sums: Sums) -> list[Suggestion]:
    """The findings that the scores suggest, topic by topic, the weakest first.

    Where a topic's questions and items are not known, its indicators speak. A topic without any
    score gets nothing.
    """
    bar = find_bar(catalogue)
    found: list[Suggestion] = []
    for topic in catalogue.topics:
        lines = list_topic_lines(catalogue, sums, topic)
        fine = [line for line in lines if line.kind != INDICATOR]
        found += _mark_first(list(_of_topic(topic.number, fine or lines, bar)))
    return found


def _of_topic(number: int, lines: Sequence[Speaking], bar: Decimal) -> Iterator[Suggestion]:
    if not lines:
        return
    ordered = sorted(lines, key=lambda line: (line.score, line.kind))
    weak = [line for line in ordered if _is_weak(line, bar)]
    for line in weak:
        yield _of_line(number, "urgent", _weak_text(line, bar), line)
    if not weak:
        yield Suggestion(f"topic:{number}:none", number, "none", NOTHING_WEAK, ())
    better = [line for line in ordered if line not in weak and line.score < 100]  # type: ignore[operator]
    for line in better:
        yield _of_line(number, "develop", BETTER.format(text=line.title), line)
    if not weak and not better:
        kept = [line.as_kept for line in ordered[:3]]
        yield Suggestion(f"topic:{number}:keep", number, "develop", KEEP_UP, kept)


def _is_weak(line: Speaking, bar: Decimal) -> bool:
    """An item scores all or nothing: anything less than 100 is a gap that is to be closed."""
    score = line.score or Decimal(0)
    return score < (100 if line.kind == ITEM else bar)


def _weak_text(line: Speaking, bar: Decimal) -> str:
    if line.kind == ITEM:
        return WEAK_ITEM.format(code=line.code, text=line.title)
    return WEAK_QUESTION.format(text=line.title, bar=f"{bar.normalize():f}")


def _of_line(number: int, kind: str, text: str, line: Speaking) -> Suggestion:
    # The key holds no kind: a score that climbs over the bar is the same matter, reading otherwise.
    key = f"topic:{number}:{line.kind}:{line.code}"
    return Suggestion(key, number, kind, text, (line.as_kept,))


def _mark_first(rows: list[Suggestion]) -> list[Suggestion]:
    counted: dict[str, int] = {}
    marked = []
    for row in rows:
        counted[row.kind] = counted.get(row.kind, 0) + 1
        marked.append(replace(row, is_first=counted[row.kind] <= FIRST[row.kind]))
    return marked
