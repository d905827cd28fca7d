"""The look of the site and the categories of news, as the officer sets them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.website import services
from prongsai.website.models import Look, NewsCategory
from prongsai.website.models.look import COLOUR
from prongsai.website.queries import find_look


class Colour(forms.ColorInput):
    """A colour is always chosen, so HTML knows no `required` for it."""

    def use_required_attribute(self, initial: Any) -> bool:
        """Never."""
        return False


class LookForm(forms.Form):
    """Two colours, the mark, mourning."""

    brand = forms.CharField(
        label=gettext_lazy("Main colour"),
        validators=[COLOUR],
        widget=Colour,
        help_text=gettext_lazy("Shades that can be read are made of it, for light and dark pages."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Second colour"),
        validators=[COLOUR],
        widget=Colour,
    )
    logo = forms.FileField(
        label=gettext_lazy("The organisation's own mark"),
        required=False,
        help_text=gettext_lazy("A PNG, JPEG or WebP; it stands before the name on every page."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    keeps_logo = forms.BooleanField(
        label=gettext_lazy("Keep the mark in use"), required=False, initial=True
    )
    mourning = forms.ChoiceField(
        label=gettext_lazy("Mourning"),
        choices=Look.Mourning.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Shown on every public page until it is set back to usual."),
    )

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["keeps_logo"]


class CategoryForm(forms.ModelForm[NewsCategory]):
    """A category; the code stands in addresses and feeds."""

    class Meta:
        model = NewsCategory
        fields = ("slug", "name", "name_en", "order")

    def validate_unique(self) -> None:
        """A known code changes its category."""


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Colours, mark and mourning, with how they look."""
    look = find_look()
    initial = {"brand": look.brand, "accent": look.accent, "mourning": look.mourning}
    first = {**initial, "keeps_logo": True}
    form = LookForm(
        request.POST or None, request.FILES or None, initial=first, has_logo=bool(look.logo)
    )

    def act() -> None:
        values = {"keeps_logo": True, **form.cleaned_data}
        uploaded = values.pop("logo")
        content = uploaded.read() if uploaded else None
        services.set_look(actor=request.user, logo=content, **values)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved. Every public page shows it now."))
        return redirect("website_look")
    context: dict[str, Any] = {
        "form": form,
        "look": look,
        "categories": NewsCategory.objects.all(),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "website/office/look.html", context, status=status)


@require_http_methods(["GET", "POST"])
def category(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Add a category of news, or change one."""
    known = NewsCategory.objects.filter(slug=slug).first() if slug else None
    form = CategoryForm(request.POST or None, instance=known)
    if known:
        form.fields["slug"].disabled = True

    def act() -> None:
        services.save_category(actor=request.user, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect("website_look")
    status = WRONG_INPUT if form.errors else 200
    context = {"form": form, "known": known}
    return render(request, "website/office/category.html", context, status=status)
