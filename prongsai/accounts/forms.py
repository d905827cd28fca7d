"""Forms of signing in and of the own account."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _password(label: "StrOrPromise", autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, max_length=200)


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Name of the account or e-mail"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = _password(_("Password"), "current-password")


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits from the app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class JoinForm(forms.Form):
    """Name and password of a person who was invited."""

    full_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = _password(_("Password"), "new-password")
    again = _password(_("Password again"), "new-password")

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("password") != data.get("again") and "again" not in self.errors:
            self.add_error("again", _("The two passwords differ."))
        return data


class PasswordForm(forms.Form):
    """A new password, proven by the old one."""

    old = _password(_("Present password"), "current-password")
    password = _password(_("New password"), "new-password")
    again = _password(_("New password again"), "new-password")

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("password") != data.get("again") and "again" not in self.errors:
            self.add_error("again", _("The two passwords differ."))
        return data


class ProfileForm(forms.Form):
    """What the person says about themselves."""

    full_name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("th", "ไทย"), ("en", "English")])


class ResetForm(forms.Form):
    """Where the link to a new password goes."""

    email = forms.EmailField(label=_("E-mail"))


class NewAccountForm(forms.Form):
    """A colleague to invite."""

    username = forms.CharField(label=_("Name of the account or e-mail"), max_length=150)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_admin = forms.BooleanField(label=_("Administrator"), required=False)
