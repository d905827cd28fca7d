"""Dates of the Buddhist era in forms; sheets that no formula can slip into."""

import csv
import datetime as dt
import io

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from prongsai.common.dates import BuddhistDateField, BuddhistDateTimeField
from prongsai.common.errors import Refused
from prongsai.common.forms import try_to
from prongsai.common.sheets import to_csv


class _Form(forms.Form):
    day = BuddhistDateField(label="วันที่")


@pytest.mark.parametrize(
    "text", ["24/11/2569", "24 พ.ย. 2569", "24 พฤศจิกายน 2569", "๒๔ พ.ย. ๖๙", "2026-11-24"]
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    form = _Form({"day": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == dt.date(2026, 11, 24)


@pytest.mark.parametrize("text", ["31/2/2569", "เมื่อวาน", "24/11", "99/99/9999"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    form = _Form({"day": text})
    assert not form.is_valid()
    assert "2569" in str(form.errors["day"])


class _Moment(forms.Form):
    at = BuddhistDateTimeField(label="เวลา", required=False)


def test_a_moment_is_a_day_in_the_buddhist_era_and_a_time_in_bangkok() -> None:
    form = _Moment({"at_day": "24/11/2569", "at_time": "09:30"})
    assert form.is_valid(), form.errors
    at = form.cleaned_data["at"]
    assert at.astimezone(dt.UTC) == dt.datetime(2026, 11, 24, 2, 30, tzinfo=dt.UTC)
    bound = _Moment(initial={"at": at})["at"]
    shown = str(bound)
    assert f'id="{bound.id_for_label}"' in shown
    assert 'value="24/11/2569"' in shown
    assert 'value="09:30"' in shown
    again = _Moment({"at_day": "24 พ.ย. 2569", "at_time": "09:30"}, initial={"at": at})
    assert not again.has_changed()
    assert _Moment({"at_day": "", "at_time": ""}).is_valid()


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [("24/11/2569", "", "ระบุเวลา"), ("", "09:30", "ระบุวันที่"), ("31/2/2569", "09:30", "2569")],
)
def test_half_a_moment_is_refused_with_what_is_missing(day: str, time: str, words: str) -> None:
    form = _Moment({"at_day": day, "at_time": time})
    assert not form.is_valid()
    assert words in str(form.errors["at"])


def test_dates_that_frameworks_write_for_people_have_their_thai_year() -> None:
    at = timezone.make_aware(dt.datetime(2026, 11, 24, 9, 30))
    written = Template(
        "{{ at }}|{{ at|date }}|{{ at|date:'SHORT_DATE_FORMAT' }}|{{ at|date:'Y-m-d' }}|{{ at|date:'c' }}"
    )
    texts = written.render(Context({"at": at})).split("|")
    assert ["2569" in text for text in texts] == [True, True, True, False, False]
    assert texts[3] == "2026-11-24"
    with translation.override("en"):
        assert "2026" in Template("{{ at }}").render(Context({"at": at}))


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)))
def test_what_a_form_shows_it_reads_again(day: dt.date) -> None:
    field = BuddhistDateField()
    shown = field.prepare_value(day)
    assert field.clean(shown) == day


@given(
    st.lists(
        st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])), min_size=1, max_size=4
    )
)
def test_csv_keeps_texts_and_disarms_formulas(cells: list[str]) -> None:
    content = to_csv(["ก"] * len(cells), [cells])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    for given_text, written in zip(cells, rows[1] if len(rows) > 1 else [""], strict=False):
        assert written.lstrip("'").strip() == given_text.lstrip("'").strip()
        assert not written.startswith(("=", "+", "@", "\t"))


def test_a_refusal_lands_beside_its_field() -> None:
    def act() -> None:
        raise Refused("ผิดวัน", "day")

    form = _Form({"day": "1/1/2569"})
    assert not try_to(act, form)
    assert form.errors == {"day": ["ผิดวัน"]}
