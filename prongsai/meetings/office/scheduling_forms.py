"""Forms of planning: a year in one table, one meeting by itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField, BuddhistDateInput
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.office.bodies_forms import ClockField
from prongsai.meetings.queries.year import find_last_session, propose_days
from prongsai.meetings.services import Slot
from prongsai.organization.queries import list_holidays
from prongsai.organization.rules import is_working_day
from prongsai.thai.calendar import Month, format_month
from prongsai.thai.fiscal import fiscal_year_of


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A time of day in Bangkok."""
    return timezone.make_aware(dt.datetime.combine(day, time))


class HolidayForm(forms.Form):
    """Plans days; weekends and holidays only when that is said."""

    asks_about_holidays = False
    on_holidays = forms.BooleanField(label=_("Meet on weekends and holidays too"), required=False)

    def refuse_holidays(self, days: dict[str, dt.date]) -> None:
        """Put a message beside each field whose day is no working day."""
        if not days or self.cleaned_data.get("on_holidays"):
            return
        holidays = list_holidays(min(days.values()), max(days.values()))
        for name, day in days.items():
            if not is_working_day(day, holidays):
                self.add_error(name, _("This is a weekend or a holiday."))
                self.asks_about_holidays = True


class YearForm(HolidayForm):
    """A line for each free month, filled with the body's usual day, time and place."""

    def __init__(
        self, *args: Any, body: Body, months: Sequence[Month], on: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.months = months
        days = propose_days(body, months) if months else []
        for month, day in zip(months, days, strict=True):
            self._add("take", month, forms.BooleanField(required=False, initial=day >= on))
            field = BuddhistDateField(required=False, initial=day, widget=BuddhistDateInput())
            self._add("day", month, field)
            self._add("time", month, ClockField(required=False, initial=body.usual_time))
            place = forms.CharField(required=False, max_length=200, initial=body.usual_place)
            self._add("place", month, place)

    def _add(self, what: str, month: Month, field: forms.Field) -> None:
        labels = {
            "take": _t("Plan it"),
            "day": _t("Day"),
            "time": _t("Time"),
            "place": _t("Meeting place"),
        }
        field.label = f"{labels[what]} {format_month(month)}"
        self.fields[f"{what}-{month}"] = field

    def line(self, month: Month) -> dict[str, Any]:
        """The fields of a month."""
        return {name: self[f"{name}-{month}"] for name in ("take", "day", "time", "place")}

    def _taken(self) -> Iterable[Month]:
        return (month for month in self.months if self.cleaned_data.get(f"take-{month}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        days: dict[str, dt.date] = {}
        for month in self._taken():
            for name in ("day", "time", "place"):
                if not data.get(f"{name}-{month}") and not self.has_error(f"{name}-{month}"):
                    self.add_error(f"{name}-{month}", _("This field is needed."))
            day = data.get(f"day-{month}")
            if day and Month.of(day) != month:
                self.add_error(f"day-{month}", _("This day lies in another month."))
            elif day:
                days[f"day-{month}"] = day
        self.refuse_holidays(days)
        return data

    def slots(self) -> list[Slot]:
        """The meetings of the ticked months."""
        data = self.cleaned_data
        return [
            Slot(moment(data[f"day-{month}"], data[f"time-{month}"]), place=data[f"place-{month}"])
            for month in self._taken()
        ]


class PlanForm(HolidayForm):
    """One meeting: when, where; a council's with its session."""

    session = forms.ChoiceField(
        label=_("Session"), choices=[c for c in Meeting.Session.choices if c[0]]
    )
    session_number = forms.IntegerField(
        label=_("Number of the session"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
    )
    day = BuddhistDateField(label=_("Day"))
    time = ClockField(label=_("Begins"))
    ends_at = ClockField(label=_("Ends"), required=False, help_text=_("Empty: three hours later."))
    place = forms.CharField(label=_("Meeting place"), max_length=200)
    notes = forms.CharField(
        label=_("Notes for the invited"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("session", "session_number", "day", "time", "ends_at", "place", "notes")

    def __init__(self, *args: Any, body: Body, month: Month | None = None, **kwargs: Any) -> None:
        session, number = find_last_session(body) if body.is_council else ("", 0)
        initial = {
            "day": propose_days(body, [month])[0] if month and not body.is_council else None,
            "time": body.usual_time,
            "place": body.usual_place,
            "session": session or Meeting.Session.ORDINARY,
            "session_number": number or 1,
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        if not body.is_council:
            del self.fields["session"], self.fields["session_number"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day"):
            self.refuse_holidays({"day": data["day"]})
        return data

    def slot(self) -> Slot:
        """When and where, as filled in."""
        data = self.cleaned_data
        end = data["ends_at"]
        return Slot(
            moment(data["day"], data["time"]),
            ends_at=moment(data["day"], end) if end else None,
            place=data["place"],
            notes=data["notes"],
            session=data.get("session", ""),
            session_number=data.get("session_number", 0),
        )


class YearChoiceForm(forms.Form):
    """Of which body which fiscal year is scheduled."""

    body = forms.ChoiceField(label=_("Body"))
    year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int)

    def __init__(self, *args: Any, bodies: Sequence[Body], on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = fiscal_year_of(on).year_be
        years = [(year, str(year)) for year in (this, this + 1)]
        self.fields["body"].choices = [(body.code, str(body)) for body in bodies]  # type: ignore[attr-defined]
        self.fields["year"].choices = years  # type: ignore[attr-defined]
