"""The example organisation's meetings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.meetings.example import load_example
from prongsai.meetings.models import Body, Meeting, Minutes, Resolution
from prongsai.meetings.queries.lists import list_meetings, list_resolutions, visible_items
from prongsai.thai.fiscal import fiscal_year_of
from tests.conftest import Office


def test_the_example_has_met_and_follows_up(office: Office) -> None:
    load_example(office.people)
    held = Meeting.objects.filter(state="held").order_by("starts_at")
    states = [m.minutes.state for m in held]
    assert states == [Minutes.State.ADOPTED, Minutes.State.ADOPTED, Minutes.State.CHECKED]
    called = Meeting.objects.get(state="invited")
    assert called.items.filter(adopts__meeting=held[2]).exists()
    assert called.items.filter(carried_over__isnull=False).count() == 2
    assert [r.state for r in Resolution.objects.all()] == ["done", "open", "open"]


def test_lists_ask_the_database_a_few_times(office: Office) -> None:
    load_example(office.people)
    body = Body.objects.get()
    year = fiscal_year_of(timezone.localdate()).year_be
    with CaptureQueriesContext(
        connection,
    ) as asked:
        meetings = list(list_meetings(body=body))
        [getattr(m, "minutes", None) for m in meetings]
        list(list_meetings(body=body, fiscal_year=year, words="ถนน"))
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        for row in list_resolutions(office.officer):
            str(row), str(row.division), str(row.owner)
    assert len(asked) <= 3
    with CaptureQueriesContext(connection) as asked:
        items = visible_items(
            office.officer, Meeting.objects.filter(state="held").select_related("body")[0]
        )
        for item in items:
            [str(r.owner) for r in item.resolutions.all()]
    assert len(asked) <= 12
