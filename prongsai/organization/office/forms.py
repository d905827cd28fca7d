"""Forms of the organisation's pages."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.organization.models import ActingWording, DataLicence, Division, Position, Role


def _people() -> Any:
    return get_user_model().objects.filter(is_active=True).order_by("full_name", "username")


class ProfileForm(forms.Form):
    """The profile; its kind is decided once, at set-up."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("Without the kind in front, for example ตัวอย่าง"),
    )
    name_en = forms.CharField(
        label=_("official English name"),
        max_length=200,
        required=False,
        help_text=_(
            "With its kind, for example Tua Yang Subdistrict Administrative Organization; for papers in English."
        ),
    )
    amphoe = forms.CharField(label=_("district (amphoe)"), max_length=100)
    province = forms.CharField(label=_("province"), max_length=100)
    letter_code = forms.CharField(
        label=_("letter code"), max_length=40, help_text=_("For example มค ๘๐๓๐๑")
    )
    address = forms.CharField(
        label=_("address"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    phone = forms.CharField(label=_("telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("e-mail"), required=False)
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")
    data_licence = forms.ChoiceField(
        label=_("licence of open data"),
        choices=DataLicence.choices,
        help_text=_("Under which terms others may use what /api/v1/ gives."),
    )


class EmblemForm(forms.Form):
    """The picture at the head of official papers."""

    emblem = forms.FileField(
        label=_("Picture (PNG or JPEG)"),
        help_text=_(
            "A clear picture on white, at least 600 pixels high. It stands 3 cm high on letters, orders and announcements, 1.5 cm on memos."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )


class DivisionForm(forms.Form):
    """A division with the names it goes by in documents."""

    name = forms.CharField(label=_("name"), max_length=200)
    name_en = forms.CharField(
        label=_("English name"),
        max_length=200,
        required=False,
        help_text=_("Shown on English pages; empty: the Thai name."),
    )
    aliases = forms.CharField(
        label=_("other names"),
        required=False,
        help_text=_("One a line, for example สำนักงานปลัด. The import recognises them all."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    letter_code = forms.CharField(
        label=_("own letter code"),
        max_length=40,
        required=False,
        help_text=_("Empty: the organisation's own."),
    )


class DivisionChangeForm(DivisionForm):
    """A division that exists may go out of use."""

    is_active = forms.BooleanField(label=_("in use"), required=False)


class PositionForm(forms.Form):
    """A post and its place in the line of command."""

    title = forms.CharField(label=_("title"), max_length=200)
    title_en = forms.CharField(
        label=_("English title"),
        max_length=200,
        required=False,
        help_text=_("Shown on English pages; empty: the Thai title."),
    )
    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    division = forms.ModelChoiceField(
        label=_("division"), queryset=Division.objects.filter(is_active=True), required=False
    )
    reports_to = forms.ModelChoiceField(
        label=_("reports to"), queryset=Position.objects.filter(is_active=True), required=False
    )
    is_active = forms.BooleanField(label=_("in use"), required=False, initial=True)


class PersonChoice(forms.ModelChoiceField):
    """A person by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=_people(), label=_("person"), **kwargs)


class TenureForm(forms.Form):
    """Who holds a position from when to when."""

    user = PersonChoice()
    starts_on = BuddhistDateField(label=_("from"))
    ends_on = BuddhistDateField(label=_("to"), required=False)


class ActingForm(forms.Form):
    """An order by which somebody acts for a position."""

    user = PersonChoice()
    wording = forms.ModelChoiceField(
        label=_("wording"), queryset=ActingWording.objects.all(), empty_label=None
    )
    order_number = forms.CharField(label=_("order number"), max_length=60, required=False)
    order_date = BuddhistDateField(label=_("date of the order"), required=False)
    starts_on = BuddhistDateField(label=_("from"))
    ends_on = BuddhistDateField(label=_("to"), required=False)
    scope = forms.CharField(
        label=_("scope"),
        max_length=300,
        required=False,
        help_text=_("Empty: everything the position does."),
    )
    rank = forms.IntegerField(
        label=_("rank"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("1 acts first; the next one when the first is away too."),
    )


class EndForm(forms.Form):
    """The last day of a holding or an acting."""

    ends_on = BuddhistDateField(label=_("last day"))


class HolidayForm(forms.Form):
    """A special holiday of the cabinet or the province."""

    date = BuddhistDateField(label=_("date"))
    name = forms.CharField(label=_("name"), max_length=200)


class WordingForm(forms.Form):
    """How acting is written."""

    text = forms.CharField(label=_("wording"), max_length=100)
    explanation = forms.CharField(label=_("explanation"), max_length=300, required=False)
