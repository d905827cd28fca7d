"""One fresh process that makes reports: prints its times and its memory as JSON.

Arguments: the folder for the DOCX, how many measures, how many warm runs.
"""

import datetime as dt
import json
import resource
import statistics
import sys
import time
from pathlib import Path

from bench.settings import use_bare_settings

use_bare_settings()

from prongsai.correspondence.docx import render_docx  # noqa: E402
from prongsai.correspondence.render import render_pdf  # noqa: E402
from prongsai.measures.report.compose import compose  # noqa: E402
from prongsai.measures.report.data import MeasureData, ReportData, TopicData  # noqa: E402
from prongsai.measures.report.wording import DEFAULT_WORDING  # noqa: E402


def make_data(count: int, seed: int) -> ReportData:
    """A report of so many measures; another seed is another text, so that nothing is remembered."""
    topics = [
        TopicData(
            number,
            f"ประเด็นที่ {number} การดำเนินงานที่โปร่งใส",
            [_measure(number, n, seed) for n in range(number - 1, count, 7)],
        )
        for number in range(1, 8)
    ]
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


def _measure(topic: int, n: int, seed: int) -> MeasureData:
    return MeasureData(
        number=f"{topic}.{n // 7 + 1}",
        title=f"เผยแพร่ประชาสัมพันธ์ช่องทางการแจ้งเรื่องร้องเรียนการทุจริต ชุดที่ {n} รุ่น {seed}",
        steps=[
            "ออกแบบสื่อประชาสัมพันธ์ช่องทางแจ้งร้องเรียนการทุจริตในการปฏิบัติงานของเจ้าหน้าที่",
            "ประชาสัมพันธ์ผ่านช่องทางต่าง ๆ เช่น Line Facebook เว็บไซต์ของหน่วยงาน",
        ],
        period_text="ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙",
        units=["สำนักปลัด"],
        outputs=["มีช่องทางแจ้งร้องเรียนการทุจริต ๓ ช่องทาง", "แผ่นพับ ๕๐๐ แผ่น"],
        expected_outputs=[],
        outcome="ประชาชนสามารถแจ้งเรื่องร้องเรียนการทุจริตได้อย่างรวดเร็ว",
        expected_outcome="",
        state="finished",
    )


def main() -> None:
    """Cold once, warm as often as asked, then the DOCX for the comparison."""
    folder, count, warm = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    times = []
    for seed in range(warm + 1):
        document = compose(make_data(count, seed), DEFAULT_WORDING)
        start = time.perf_counter()
        render_pdf(document)
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / f"{count}.docx").write_bytes(render_docx(document))
    told = {"cold": times[0], "warm": statistics.median(times[1:] or times), "memory": memory}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
