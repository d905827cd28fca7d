"""One fresh process that makes reports: prints its times and its memory as JSON.

Arguments: the folder for the DOCX, how many measures, how many warm runs.
"""

import datetime as dt
import json
import resource
import statistics
import sys
import time
from functools import cache
from pathlib import Path

from bench.settings import use_bare_settings

use_bare_settings()

from prongsai.correspondence.docx import render_docx  # noqa: E402
from prongsai.correspondence.render import render_pdf  # noqa: E402
from prongsai.measures.importing import read_measures  # noqa: E402
from prongsai.measures.importing.items import split_items  # noqa: E402
from prongsai.measures.importing.result import ImportedMeasure  # noqa: E402
from prongsai.measures.report.compose import compose  # noqa: E402
from prongsai.measures.report.data import MeasureData, ReportData, TopicData  # noqa: E402
from prongsai.measures.report.wording import DEFAULT_WORDING  # noqa: E402

SAMPLE = Path(__file__).resolve().parents[1] / "prongsai/measures/samples/annual-report.txt"


@cache
def real_measures() -> tuple[ImportedMeasure, ...]:
    """The thirteen measures of a real annual report."""
    result = read_measures(SAMPLE.read_bytes(), filename="", fiscal_year=2568, read_as="report")
    return tuple(result.measures)


def make_data(count: int, run: int) -> ReportData:
    """A report of so many measures, the real ones over and over with numbers of their own.

    Each run changes one text, as somebody does who edits and looks again.
    """
    topics = []
    for number in range(1, 8):
        own = [measure for measure in real_measures() if measure.topic == number]
        share = range(1, len(own) * count // len(real_measures()) + 1)
        rows = [_measure(own[n % len(own)], f"{number}.{n}", run if n == 1 else 0) for n in share]
        topics.append(TopicData(number, own[0].topic_title or f"ประเด็นที่ {number}", rows))
    return ReportData(
        organization="องค์การบริหารส่วนตำบลตัวอย่าง",
        fiscal_year=2569,
        as_of=dt.date(2026, 9, 30),
        topics=topics,
        letter_code="ตย ๘๐๓๐๑",
        agency="สำนักปลัด องค์การบริหารส่วนตำบลตัวอย่าง",
        division="สำนักปลัด",
        mayor_title="นายกองค์การบริหารส่วนตำบลตัวอย่าง",
    )


def _measure(measure: ImportedMeasure, number: str, run: int) -> MeasureData:
    return MeasureData(
        number=number,
        title=f"{measure.title} {run}" if run else measure.title,
        steps=measure.steps,
        period_text=measure.period_text,
        units=measure.units,
        outputs=split_items(measure.output or ""),
        expected_outputs=[],
        outcome=measure.outcome or "",
        expected_outcome="",
        state="finished",
    )


def main() -> None:
    """Cold once, warm as often as asked, then the DOCX for the comparison."""
    folder, count, warm = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    times = []
    for run in range(warm + 1):
        document = compose(make_data(count, run), DEFAULT_WORDING)
        start = time.perf_counter()
        render_pdf(document)
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / f"{count}.docx").write_bytes(render_docx(document))
    told = {"cold": times[0], "warm": statistics.median(times[1:] or times), "memory": memory}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
