"""The real report of a year is read whole."""

from pathlib import Path

from prongsai.measures.importing import read_measures, split_items, to_json

SEED = Path(__file__).parents[2] / "data" / "annual-report-2568.txt"


def test_the_report_of_2568_gives_13_measures_27_steps_and_27_outputs() -> None:
    result = read_measures(SEED.read_bytes(), filename="report.txt", fiscal_year=2568)
    measures = to_json(result)["measures"]
    assert len(measures) == 13
    assert sum(len(m["steps"]) for m in measures) == 27
    assert sum(len(split_items(m["output"])) for m in measures) == 27
    assert all(m["outcome"] for m in measures)
    assert {m["topic"] for m in measures} == set(range(1, 8))
    assert {m["follow_up"] for m in measures} == {None}  # the report's six columns tell of none
    assert result.kind == "report"
    assert {w.code for w in result.warnings} <= {"misspelling"}


def test_a_yearlong_period_and_every_division_are_understood() -> None:
    result = read_measures(SEED.read_bytes(), filename="report.txt", fiscal_year=2568)
    by_number = {m["number"]: m for m in to_json(result)["measures"]}
    assert by_number["1.2"]["period_start"] == "2024-10"
    assert by_number["1.2"]["period_end"] == "2025-09"
    assert by_number["3.1"]["units"] == ["ทุกสำนัก/กอง"]


def test_another_fiscal_year_needs_a_decision() -> None:
    result = read_measures(SEED.read_bytes(), filename="report.txt", fiscal_year=2569)
    assert any(w.code == "fiscal_year" and w.needs_decision for w in result.warnings)
