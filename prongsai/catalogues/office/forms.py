"""Forms for correcting a line: one for each kind of line."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.catalogues.lines import dated, section_of, unwritten
from prongsai.catalogues.models import Correction
from prongsai.catalogues.office.showing import EVIDENCE, MEAN_OF
from prongsai.catalogues.shapes import Catalogue
from prongsai.common.dates import BuddhistDateField

LABELS = {
    "title": _("title"), "text": _("text"), "note": _("note for local governments"),
    "group": _("heading"), "sub_indicator": _("sub-indicator"), "year_offset": _("year shown"),
    "previous": _("items of the year before"), "templates": _("forms to use"),
    "is_required": _("required"), "evidence": _("how it is shown"),
    "is_machine_readable": _("readable by machines"), "months": _("renewed every (months)"),
    "indicator": _("indicator"), "is_negative": _("asked the other way round"),
    "minimum": _("from (points)"), "minimum_each": _("each at least"),
    "starts_on": _("first day"), "ends_on": _("last day"), "questions": _("questions"),
    "items": _("disclosure items"), "rows": _("instruments"),
    "form": _("form whose columns it has"), "columns": _("columns"), "optional": _("columns that may stay blank"),
    "oit_mean_of": _("an indicator of the OIT is"), "addresses": _("links of the national system"),
}  # fmt: skip


class Codes(forms.CharField):
    """Codes in a line, for example O10, O11; cleans to a list."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, help_text=_("Codes with commas, for example O10, O11"), **more)  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        return [code for code in re.split(r"[\s,]+", super().clean(value)) if code]


class Lines(forms.CharField):
    """One thing a line; cleans to a list."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, widget=_rows(2), help_text=_("One a line."), **more)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


def _text(name: str, *, rows: int = 2, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name], max_length=600, required=required, widget=_rows(rows)
    )


def _score(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=100)


class CorrectForm(forms.Form):
    """What of a line can be corrected, by which source and why."""

    source = forms.CharField(
        label=_("Where it is written"),
        max_length=300,
        help_text=_(
            "For example the manual of the NACC and its page. If the line is right, change nothing: it is then marked as checked."
        ),
    )
    reason = forms.CharField(label=_("reason"), max_length=500, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, path: str, line: Mapping[str, Any], catalogue: Catalogue, seen: int
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.section = section_of(path)
        self.line, self.catalogue = line, catalogue
        own = getattr(self, f"_of_{self.section}")()
        self.fields = {**own, **self.fields}
        year = catalogue.fiscal_year
        for name, field in own.items():
            value = self._initial(name)
            self.initial[name] = dated(value, year) if isinstance(value, str) else value
            if not isinstance(field, forms.BooleanField):
                continue
            field.required = False

    def values(self) -> dict[str, Any]:
        """What the form says the line is, named as in `lines`."""
        data = self.cleaned_data
        if self.section == "instruments":
            return {"rows": [self._instrument(row) for row in self.line["rows"]]}
        if self.section == "general":
            addresses = {code: data[f"address_{code}"] for code in ("IIT", "EIT") if data[f"address_{code}"]}  # fmt: skip
            return {"oit_mean_of": data["oit_mean_of"], "addresses": addresses}
        found = {name: data[name] for name in self.line if name in data}
        if self.section == "calendar":
            found |= {name: data[name].isoformat() for name in ("starts_on", "ends_on")}
        if self.section == "levels":
            scores = {code: data[f"each_{code}"] for code in self._weighed()}
            found["minimum_each"] = {c: s for c, s in scores.items() if s is not None}
        return found

    def _instrument(self, row: Mapping[str, Any]) -> dict[str, Any]:
        data, code = self.cleaned_data, row["code"]
        new = {**row, "title": data[f"title_{code}"]}
        if row.get("parts"):
            new["parts"] = [{**p, "weight": data[f"weight_{p['code']}"]} for p in row["parts"]]
            new["weight"] = sum(part["weight"] for part in new["parts"])
        else:
            new["weight"] = data[f"weight_{code}"]
        return new

    def _weighed(self) -> list[str]:
        codes = []
        for row in self.catalogue.instruments:
            codes += [part.code for part in row.parts] or [row.code]
        return codes

    def _initial(self, name: str) -> Any:
        kind, _sign, code = name.partition("_")
        if kind == "each":
            return self.line["minimum_each"].get(code)
        if kind == "address":
            return self.line["addresses"].get(code)
        if self.section == "instruments":
            rows = {row["code"]: row for row in self.line["rows"]}
            parts = {p["code"]: p for row in rows.values() for p in row.get("parts", ())}
            return (parts | rows)[code][kind]
        if name in ("starts_on", "ends_on"):
            return dt.date.fromisoformat(self.line[name])
        return self.line[name]

    def _of_items(self) -> dict[str, forms.Field]:
        year = self.catalogue.fiscal_year
        years = [(0, year), (-1, year - 1)]
        return {
            "title": _text("title"),
            "group": forms.CharField(label=LABELS["group"], max_length=600),
            "sub_indicator": forms.CharField(label=LABELS["sub_indicator"], max_length=5),
            "year_offset": forms.TypedChoiceField(
                label=LABELS["year_offset"], choices=years, coerce=int
            ),
            "previous": Codes(label=LABELS["previous"]),
            "templates": Lines(label=LABELS["templates"]),
        }

    def _of_components(self) -> dict[str, forms.Field]:
        often = [("", "–"), *((n, str(n)) for n in (1, 3, 6, 12))]
        return {
            "text": _text("text", rows=3),
            "note": _text("note", required=False),
            "is_required": forms.BooleanField(label=LABELS["is_required"]),
            "evidence": forms.MultipleChoiceField(
                label=LABELS["evidence"],
                choices=list(EVIDENCE.items()),
                widget=forms.CheckboxSelectMultiple,
            ),
            "is_machine_readable": forms.BooleanField(label=LABELS["is_machine_readable"]),
            "form": forms.ChoiceField(
                label=LABELS["form"],
                choices=[("", "–"), *((row.code, row.title) for row in self.catalogue.forms)],
                required=False,
            ),
            "months": forms.TypedChoiceField(
                label=LABELS["months"], choices=often, coerce=int, empty_value=None, required=False
            ),
        }

    def _of_calendar(self) -> dict[str, forms.Field]:
        return {
            "title": _text("title"),
            "starts_on": BuddhistDateField(label=LABELS["starts_on"]),
            "ends_on": BuddhistDateField(label=LABELS["ends_on"]),
        }

    def _of_topics(self) -> dict[str, forms.Field]:
        codes = {name: Codes(label=LABELS[name]) for name in ("questions", "items")}
        return {"title": _text("title"), **codes}

    def _of_questions(self) -> dict[str, forms.Field]:
        indicators = [
            (row.code, f"{row.code} {row.title}")
            for row in self.catalogue.indicators
            if row.instrument != "OIT"
        ]
        return {
            "text": _text("text"),
            "indicator": forms.ChoiceField(label=LABELS["indicator"], choices=indicators),
            "is_negative": forms.BooleanField(label=LABELS["is_negative"]),
        }

    def _of_forms(self) -> dict[str, forms.Field]:
        lines = {name: Lines(label=LABELS[name]) for name in ("columns", "optional")}
        return {"title": _text("title"), **lines}

    def _of_indicators(self) -> dict[str, forms.Field]:
        return {"title": _text("title")}

    def _of_levels(self) -> dict[str, forms.Field]:
        fields = {"title": _text("title"), "minimum": _score(LABELS["minimum"])}
        for code in self._weighed():
            fields[f"each_{code}"] = _score(_("%(code)s at least (points)") % {"code": code})
            fields[f"each_{code}"].required = False
        return fields

    def _of_instruments(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for row in self.line["rows"]:
            label = _("title of %(code)s") % {"code": row["code"]}
            fields[f"title_{row['code']}"] = forms.CharField(label=label, max_length=600)
            for part in row.get("parts") or [row]:
                fields[f"weight_{part['code']}"] = _score(
                    _("weight of %(code)s (%%)") % {"code": part["code"]}
                )
        return fields

    def _of_general(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "oit_mean_of": forms.ChoiceField(
                label=LABELS["oit_mean_of"], choices=list(MEAN_OF.items())
            )
        }
        for code in ("IIT", "EIT"):
            fields[f"address_{code}"] = forms.URLField(
                label=_("link of the %(code)s") % {"code": code},
                required=False,
                assume_scheme="https",
            )
        return fields


class AddForm(CorrectForm):
    """An item or a component that the manual has and the catalogue has not; `taken` are known codes."""

    def __init__(
        self, data: Any, *, owner: str, code: str, taken: Collection[str], catalogue: Catalogue
    ) -> None:
        self.owner, self.taken = owner, taken
        self.pattern = re.compile(r"[a-z]" if owner else r"O[1-9]\d?")
        path = self.path_of(code)
        super().__init__(data, path=path, line=unwritten(path), catalogue=catalogue, seen=0)
        del self.fields["seen"]
        label = _("letter of the component") if owner else _("number of the item")
        first = forms.CharField(label=label, max_length=3, initial=code)
        self.fields = {"code": first, **self.fields}
        self.fields["source"].help_text = _("For example the manual of the NACC and its page.")

    def path_of(self, code: str) -> str:
        """The path of the line that is added."""
        return f"items/{self.owner}/components/{code}" if self.owner else f"items/{code}"

    def clean_code(self) -> str:
        """A code as the catalogue writes it, not taken."""
        code = str(self.cleaned_data["code"]).strip()
        code = code.lower() if self.owner else code.upper()
        if not self.pattern.fullmatch(code):
            message = _("A letter from a to z.") if self.owner else _("O and a number, for example O27.")  # fmt: skip
            raise forms.ValidationError(message)
        if code in self.taken:
            raise forms.ValidationError(_("The year has such a line already."))
        return code


class WithdrawForm(forms.Form):
    """Why a correction no longer counts."""

    reason = forms.CharField(label=_("Why it no longer counts"), max_length=500)

    def __init__(self, correction: Correction, data: Any = None) -> None:
        super().__init__(data, auto_id=f"withdraw-{correction.pk}-%s")
        self.correction = correction
