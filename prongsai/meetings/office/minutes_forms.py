"""Forms of minutes: sent back, adopted with changes, corrected, published in part, withdrawn."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.meetings.content import Withheld, walk
from prongsai.meetings.models import AgendaItem, Minutes, Progress, Resolution
from prongsai.meetings.papers import current_content
from prongsai.meetings.rules import LONGEST_NOTE
from prongsai.meetings.withholding import GROUNDS, PRIVACY, Hint

LONGEST_PASSAGE, MOST_PASSAGES = 1000, 200


class ReasonForm(forms.Form):
    """Why minutes are sent back or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CheckForm(forms.Form):
    """The draft that was read, by its digest."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class TextsForm(forms.Form):
    """The texts of minutes as they are, to be changed: notes of items and, if wanted, resolutions.

    `base` is the version they were read in: nobody overwrites a correction of somebody else.
    """

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, minutes: Minutes, has_resolutions: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        newest = minutes.versions.first()
        self.newest = newest.number if newest else 0
        self.initial["base"] = self.newest
        found = minutes.meeting.items.select_related("note").prefetch_related("resolutions")
        items = {item.pk: item for item in found}
        entries = walk(current_content(minutes).entries)
        self.items = [(e.number, items[e.key]) for e in entries if e.key in items]
        self.resolutions: list[Resolution] = []
        for _number, item in self.items:
            note = item.note.text if hasattr(item, "note") else ""
            self.fields[f"note-{item.pk}"] = _text_field(_("What was said"), note, is_needed=False)
            for row in item.resolutions.all() if has_resolutions else ():
                self.resolutions.append(row)
                self.fields[f"resolution-{row.pk}"] = _text_field(_("Resolution"), row.text)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("base") != self.newest:
            raise forms.ValidationError(
                _t("Somebody else changed these minutes meanwhile. Copy your texts and look again.")
            )
        return data

    def rows(self) -> list[tuple[str, AgendaItem, Any, list[Any], bool]]:
        """Each item with its number, its fields, and whether it is open: changed or wrong."""
        return [(number, *self._row(item)) for number, item in self.items]

    def _row(self, item: AgendaItem) -> tuple[AgendaItem, Any, list[Any], bool]:
        names = [f"resolution-{row.pk}" for row in self.resolutions if row.item_id == item.pk]
        fields = [self[f"note-{item.pk}"], *(self[name] for name in names)]
        is_open = self.is_bound and any(field.errors or self._is_changed(field) for field in fields)
        return item, fields[0], fields[1:], is_open

    def _is_changed(self, field: Any) -> bool:
        return _plain(field.value() or "") != field.field.initial

    def changed(self, prefix: str) -> dict[int, str]:
        """The keys of notes ("note") or resolutions ("resolution") with their changed texts."""
        found = {}
        for name, field in self.fields.items():
            kind, _dash, key = name.partition("-")
            if kind == prefix and key and self.cleaned_data[name] != field.initial:
                found[int(key)] = self.cleaned_data[name]
        return found


class _PlainText(forms.CharField):
    """A text whose lines end as ours do: browsers send CR and LF."""

    def to_python(self, value: Any) -> Any:
        return _plain(super().to_python(value) or "")


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _text_field(label: Any, text: str, *, is_needed: bool = True) -> forms.CharField:
    rows = min(max(text.count("\n") + len(text) // 60 + 2, 3), 16)
    return _PlainText(
        label=label,
        initial=text.strip(),
        required=is_needed,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CorrectForm(TextsForm):
    """Corrected texts with the reason, which the public reads too."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=500,
        help_text=_("It stands in the list of versions, also on the public page."),
    )


@dataclass(frozen=True)
class Choice:
    """A text that may be withheld, with its two fields; `hint` is what the program says of it."""

    text: str
    hide: Any
    ground: Any
    hint: Hint | None


class PublishForm(forms.Form):
    """What is withheld, on which ground; which reports on resolutions the public reads.

    Nothing is remembered between two steps but in the form itself: `added` holds the passages that
    were typed, `seen` the preview that was looked at.
    """

    added = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    more = forms.CharField(
        label=_("Withhold these words too"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One passage a line, exactly as it stands in the minutes, for example the name of a "
            "private person. It is withheld wherever it stands."
        ),
    )
    more_ground = forms.ChoiceField(label=_("Legal ground"), required=False)
    other_ground = forms.CharField(
        label=_("Another ground"),
        required=False,
        max_length=300,
        help_text=_("Empty: the one chosen above."),
    )
    progress = forms.MultipleChoiceField(
        label=_("Reports on the resolutions that the public may read"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        minutes: Minutes,
        hints: Sequence[Hint],
        progress: Sequence[Progress],
        whole: str,
    ) -> None:
        self.whole = whole
        self._hints = {hint.text: hint for hint in hints}
        self._before = {row["text"]: row["ground"] for row in minutes.withheld}
        data = data if data is None else self._take_more(data.copy())
        super().__init__(data)
        self._reports = {str(row.pk): row for row in progress}
        self._offer_progress(minutes)
        self.fields["more_ground"].choices = list(GROUNDS.items())  # type: ignore[attr-defined]
        self._texts = [*self._before, *self._hints, *_lines(data.get("added", "") if data else "")]
        for text in dict.fromkeys(self._texts):
            self._offer(text)

    def _take_more(self, data: Any) -> Any:
        """Passages that were typed and stand in the minutes become rows that are ticked."""
        ground = data.get("other_ground", "").strip() or data.get("more_ground", "")
        waiting = _lines(data.get("more", ""))
        taken = [text for text in waiting if self._stands(text)]
        for text in taken:
            data[f"hide-{_name(text)}"], data[f"ground-{_name(text)}"] = "on", ground
        data["added"] = "\n".join(dict.fromkeys([*_lines(data.get("added", "")), *taken]))
        data["more"] = "\n".join(text for text in waiting if text not in taken)
        return data

    def _stands(self, text: str) -> bool:
        return len(text) <= LONGEST_PASSAGE and text in self.whole

    def _offer_progress(self, minutes: Minutes) -> None:
        field = self.fields["progress"]
        shown = minutes.shown_progress.values_list("pk", flat=True) if self._reports else ()
        field.initial = [str(pk) for pk in shown]
        field.choices = [(key, row.text[:300]) for key, row in self._reports.items()]  # type: ignore[attr-defined]
        if not self._reports:
            del self.fields["progress"]

    def _offer(self, text: str) -> None:
        hint = self._hints.get(text)
        before = self._before.get(text)
        name = _name(text)
        is_likely = hint is not None and hint.is_likely
        self.fields[f"hide-{name}"] = forms.BooleanField(
            label=text, required=False, initial=before is not None or is_likely
        )
        chosen = (self.data.get(f"ground-{name}") if self.is_bound else None) or before
        usual = chosen or (hint.ground if hint else PRIVACY)
        choices = GROUNDS | ({} if usual in GROUNDS else {usual: usual})
        self.fields[f"ground-{name}"] = forms.ChoiceField(
            label=_("Legal ground"),
            choices=list(choices.items()),
            initial=usual,
            required=False,
        )

    def clean_more(self) -> str:
        """What stays here was not found in the minutes."""
        left: str = self.cleaned_data["more"]
        if left:
            raise forms.ValidationError(
                _t(
                    "This does not stand in the minutes, or is longer than %(n)s characters: %(text)s"
                )
                % {"n": LONGEST_PASSAGE, "text": _lines(left)[0][:60]}
            )
        if len(self._texts) > MOST_PASSAGES:
            raise forms.ValidationError(_t("These are too many passages."))
        return left

    def rows(self) -> list[Choice]:
        """The texts with their fields, those pointed out by the program with its words."""
        texts = dict.fromkeys(self._texts)
        return [
            Choice(t, self[f"hide-{_name(t)}"], self[f"ground-{_name(t)}"], self._hints.get(t))
            for t in texts
        ]

    def withheld(self) -> list[Withheld]:
        """What was chosen; of a form that was not sent yet, what is proposed."""
        value = self.cleaned_data.get if self.is_bound else self._initial
        return [
            Withheld(text, value(f"ground-{_name(text)}") or PRIVACY)
            for text in dict.fromkeys(self._texts)
            if value(f"hide-{_name(text)}") and text in self.whole
        ]

    def _initial(self, name: str) -> Any:
        return self.fields[name].initial

    def reports(self) -> list[Progress]:
        """The reports on resolutions that were chosen."""
        return [self._reports[key] for key in self.cleaned_data.get("progress", ())]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
