"""The shipped catalogues: each fits the schema, its lines refer to what there is, years agree."""

import datetime as dt
from collections import Counter

import pytest
from jsonschema import Draft202012Validator

from prongsai.catalogues.lines import list_paths
from prongsai.catalogues.reading import (
    DATA,
    SCHEME,
    copy_as_draft,
    list_shipped_years,
    read_catalogue,
    read_plain,
    read_schema,
)
from prongsai.catalogues.rules import find_problems
from prongsai.catalogues.shapes import Catalogue

YEARS = [2567, 2568, 2569]
each_year = pytest.mark.parametrize("year", YEARS)


def codes_before(year: int) -> list[str]:
    return [row["code"] for row in read_plain(year - 1)["items"]] if year - 1 in YEARS else []


def test_these_years_are_shipped() -> None:
    assert [folder.name for folder in DATA.iterdir()] == [SCHEME]
    assert list_shipped_years() == YEARS


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(read_schema())


@each_year
def test_a_shipped_year_fits_the_schema_and_refers_only_to_what_there_is(year: int) -> None:
    assert find_problems(read_plain(year), codes_before(year)) == []
    assert read_plain(year)["fiscal_year"] == year


@each_year
def test_no_source_is_left_over_and_each_line_can_be_named(year: int) -> None:
    plain = read_plain(year)
    rows = [row for name in ("instruments", "indicators", "questions", "levels", "calendar", "topics", "forms", "items") for row in plain[name]]  # fmt: skip
    rows += [part for item in plain["items"] for part in item.get("components", ())]
    assert {row["source"] for row in rows} <= set(plain["sources"])
    paths = list(list_paths(plain))
    assert len(paths) == len(set(paths)) == len(rows) - 3 + 2


@each_year
def test_codes_named_by_lines_are_registers_of_this_program(year: int) -> None:
    from prongsai.evidence import entries, sources

    known = {source.code for source in sources.registry.list_all()}
    known |= {source.code for source in entries.registry.list_all()}
    catalogue = read_catalogue(year)
    named = {code for item in catalogue.items for part in item.components for code in part.sources}
    named |= {code for topic in catalogue.topics for code in topic.sources}
    assert named
    assert named <= known


@pytest.mark.parametrize(("year", "count"), [(2567, 35), (2568, 28), (2569, 26)])
def test_each_year_has_its_items_indicators_and_questions(year: int, count: int) -> None:
    catalogue = read_catalogue(year)
    assert [item.code for item in catalogue.items] == [f"O{n}" for n in range(1, count + 1)]
    assert [i.code for i in catalogue.indicators] == [str(n) for n in range(1, 11)]
    assert Counter(i.instrument for i in catalogue.indicators) == {"IIT": 5, "EIT": 3, "OIT": 2}
    per_indicator = Counter(question.indicator for question in catalogue.questions)
    assert per_indicator == {str(n): 3 for n in range(1, 9)}
    assert len(catalogue.topics) == 7
    assert [(i.code, i.weight) for i in catalogue.instruments] == [("IIT", 30), ("EIT", 30), ("OIT", 40)]  # fmt: skip


@pytest.mark.parametrize("year", YEARS[1:])
def test_years_agree_about_what_became_of_each_item(year: int) -> None:
    before, after = read_catalogue(year - 1), read_catalogue(year)
    backward = {(old, item.code) for item in after.items for old in item.previous}
    forward = {(item.code, new) for item in before.items for new in item.following}
    assert backward == forward
    assert {old for old, _new in backward} == {item.code for item in before.items}


@pytest.mark.parametrize(
    ("year", "measures", "report"),
    [(2567, "O34", "O35"), (2568, "O27", "O28"), (2569, "O25", "O26")],
)
def test_the_heart_of_the_program_has_its_two_items(year: int, measures: str, report: str) -> None:
    catalogue = read_catalogue(year)
    analysis, result = catalogue.find_item(measures), catalogue.find_item(report)
    assert analysis is not None
    assert result is not None
    assert (analysis.year_offset, result.year_offset) == (0, -1)
    assert f"พ.ศ. {year - 1}" in analysis.components[0].text
    assert len(result.components) == 6


def test_reports_show_the_year_before_and_plans_the_year_itself() -> None:
    late = {item.code for item in read_catalogue(2568).items if item.year_offset == -1}
    assert late == {"O7", "O11", "O13", "O15", "O19", "O22", "O24", "O26", "O28"}
    late = {item.code for item in read_catalogue(2569).items if item.year_offset == -1}
    assert late == {"O7", "O12", "O14", "O18", "O22", "O24", "O26"}


def test_a_good_level_needs_each_instrument_and_part() -> None:
    levels = {level.code: level for level in read_catalogue(2568).levels}
    assert levels["good"].minimum_each == {"IIT": 85, "EIT1": 85, "EIT2": 85, "OIT": 85}
    assert levels["pass"].minimum_each == {}
    assert (levels["pass"].minimum, levels["excellent"].minimum) == (85, 95)


def _unchecked(catalogue: Catalogue) -> int:
    return sum(not item.origin.is_checked for item in catalogue.items)


def test_only_what_was_read_somewhere_counts_as_checked() -> None:
    assert _unchecked(read_catalogue(2568)) == 0
    assert _unchecked(read_catalogue(2569)) == 26
    assert not any(question.origin.is_checked for question in read_catalogue(2568).questions)


def test_a_year_without_a_manual_repeats_the_last_one_as_a_draft() -> None:
    known, draft = read_catalogue(2569), read_catalogue(2571)
    assert draft.is_draft
    assert not known.is_draft
    assert [item.title for item in draft.items][:2] == [item.title for item in known.items][:2]
    assert "2571" in draft.items[10].title
    assert draft.items[4].previous == draft.items[4].following == ("O5",)
    step, old = draft.find_step("disclosure"), known.find_step("disclosure")
    assert step is not None
    assert old is not None
    assert step.starts_on == old.starts_on.replace(year=old.starts_on.year + 2)
    assert _unchecked(draft) == len(draft.items)
    assert find_problems(copy_as_draft(read_plain(2569), 2571), codes_before(2570)) == []


def test_the_columns_of_the_procurement_forms_are_known_with_how_sure_that_is() -> None:
    form = read_catalogue(2568).find_form("ita-o12")
    assert form is not None
    assert (len(form.columns), form.required, form.origin.is_checked) == (16, form.columns, True)
    monthly = read_catalogue(2569).find_form("sakhoro-1")
    assert monthly is not None
    assert (len(monthly.columns), monthly.origin.is_checked) == (9, False)
    used = {
        (year, item.code)
        for year in (2568, 2569)
        for item in read_catalogue(year).items
        for part in item.components
        if part.form
    }
    assert used == {(2568, "O12"), (2568, "O13"), (2569, "O11"), (2569, "O12")}


def test_every_item_of_every_year_has_components() -> None:
    bare = [
        (y, item.code) for y in YEARS for item in read_catalogue(y).items if not item.components
    ]
    assert bare == []
    drafts = [read_catalogue(2567).find_item(code) for code in ("O14", "O15", "O16", "O28")]
    assert not any(part.origin.is_checked for item in drafts if item for part in item.components)


def test_the_end_of_february_stays_the_end_of_february() -> None:
    draft = read_catalogue(2571)  # 2028 is a leap year
    step = draft.find_step("registration")
    assert step is not None
    assert step.ends_on == dt.date(2028, 2, 29)


@pytest.mark.parametrize(("year", "scheme"), [(2566, SCHEME), (2568, "obec")])
def test_no_catalogue_is_invented(year: int, scheme: str) -> None:
    with pytest.raises(LookupError):
        read_catalogue(year, scheme)
