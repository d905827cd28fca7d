"""`make bench`: prints one line per measurement with its limit."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import (
    approvals,
    assessment,
    circulars,
    disclosure,
    disclosure_pages,
    documents,
    mailroom,
    meetings,
    pages,
    papers,
    starts,
    website,
)
from bench.results import Result

PARTS: tuple[tuple[str, Callable[[Path], Iterator[Result]]], ...] = (
    ("documents", documents.measure),
    ("pages", pages.measure),
    ("approvals", approvals.measure),
    ("papers", papers.measure),
    ("circulars", circulars.measure),
    ("mailroom", mailroom.measure),
    ("meetings", meetings.measure),
    ("disclosure", disclosure.measure),
    ("disclosure_pages", disclosure_pages.measure),
    ("assessment", assessment.measure),
    ("starts", starts.measure),
    ("website", website.measure),
)


def main() -> int:
    """Run all parts, or those named on the command line: each in a process and a database of its own."""
    wanted = [name for name, _measure in PARTS if not sys.argv[1:] or name in sys.argv[1:]]
    if len(wanted) == 1:
        return _run(dict(PARTS)[wanted[0]])
    codes = [subprocess.run([sys.executable, "-m", "bench", name]).returncode for name in wanted]
    return 1 if any(codes) else 0


def _run(measure: Callable[[Path], Iterator[Result]]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="prongsai-bench-"))
    os.environ["PRONGSAI_DATA_DIR"] = str(folder / "data")
    try:
        for result in measure(folder):
            print(result, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
