"""Office pages: my account, its devices and second factor; all accounts for administrators."""

from typing import cast

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.users.models import UserProfile

from prongsai.accounts import services
from prongsai.accounts.erasure import erase_person
from prongsai.accounts.forms import CodeForm, NewAccountForm, PasswordForm, ProfileForm
from prongsai.accounts.models import Session, User
from prongsai.accounts.permissions import is_administrator
from prongsai.common.access import access, signed_in
from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go, add_refusal
from prongsai.common.search import search_parts

PAGE_SIZE = 50


def _me(request: HttpRequest) -> User:
    # The access rule let nobody anonymous in.
    return cast(User, request.user)


@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, language; password; second factor; devices."""
    profile = UserProfile.get_for_user(_me(request))
    language = profile.preferred_language or "th"
    initial = {
        "full_name": _me(request).full_name,
        "email": _me(request).email,
        "language": "en" if language.startswith("en") else "th",
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _me(request).full_name = form.cleaned_data["full_name"]
        _me(request).email = form.cleaned_data["email"]
        _me(request).save(update_fields=["full_name", "email"])
        profile.preferred_language = form.cleaned_data["language"]
        profile.save()
        messages.success(request, _t("Saved."))
        return redirect("wagtailadmin_account")
    return _show(request, form)


def _show(request: HttpRequest, form: ProfileForm, **more: object) -> HttpResponse:
    context = {
        "form": form,
        "password_form": PasswordForm(),
        "sessions": Session.objects.filter(user=_me(request)).order_by("-seen_at"),
        "this_session": request.session.session_key,
        "has_second_factor": services.has_second_factor(_me(request)),
        "grace": services.days_of_grace(_me(request)),
        **more,
    }
    wrong = form.errors or getattr(more.get("password_form"), "errors", None)
    return render(request, "accounts/account.html", context, status=422 if wrong else 200)


@never_cache
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """A new password; all other devices are signed out."""
    form = PasswordForm(request.POST)
    if form.is_valid():
        if not _me(request).check_password(form.cleaned_data["old"]):
            form.add_error("old", _t("The present password is wrong."))
        else:
            try:
                services.change_password(
                    actor=_me(request),
                    password=form.cleaned_data["password"],
                    keep_session=request.session.session_key or "",
                )
            except Refused as refusal:
                form.add_error("password", str(refusal))
            else:
                update_session_auth_hash(request, _me(request))
                messages.success(request, _t("The password was changed."))
                return redirect("wagtailadmin_account")
    initial = {"full_name": _me(request).full_name, "email": _me(request).email, "language": "th"}
    return _show(request, ProfileForm(initial=initial), password_form=form)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on: QR, then a code; shows the recovery codes once."""
    device = services.begin_second_factor(actor=_me(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = services.confirm_second_factor(
                actor=_me(request), code=form.cleaned_data["code"]
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            device.refresh_from_db()
            otp_login(request, device)
            return render(request, "accounts/recovery.html", {"codes": codes})
    picture = segno.make(device.config_url).svg_inline(scale=4, border=2)
    context = {
        "form": form,
        "picture": mark_safe(picture),
        "key": device.config_url.partition("secret=")[2].partition("&")[0],
        "grace": services.days_of_grace(_me(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor.html", context, status=status)


@never_cache
@require_POST
def recovery(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes."""
    codes = services.make_recovery_codes(actor=_me(request))
    return render(request, "accounts/recovery.html", {"codes": codes})


@require_POST
def second_factor_off(request: HttpRequest) -> HttpResponse:
    """Turn the second factor off."""

    def act() -> None:
        services.disable_second_factor(actor=_me(request))

    return act_and_go(request, act, "", "wagtailadmin_account")


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one device's session, or all others."""
    key = request.POST.get("session", "")

    def act() -> None:
        if key:
            services.end_session(actor=_me(request), session_key=key)
        else:
            services.end_other_sessions(actor=_me(request), keep=request.session.session_key or "")

    return act_and_go(request, act, "", "wagtailadmin_account")


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """All accounts, and inviting a colleague."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.create_account(actor=_me(request), **form.cleaned_data)
            link = services.invite(actor=_me(request), user=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return render(
                request, "accounts/invited.html", {"person": user, "link": _absolute(link)}
            )
    words = request.GET.get("q", "")
    found = search_parts(User.objects.all(), words, "full_name", "username", "email").order_by(
        "-is_active", "full_name", "username"
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    status = 422 if form.errors else 200
    return render(request, "accounts/people.html", {"page": page, "form": form}, status=status)


def _absolute(link: str) -> str:
    from django.conf import settings

    return str(settings.PRONGSAI_BASE_URL) + link


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A new invitation for a colleague."""
    person = get_object_or_404(User, pk=pk)
    try:
        link = services.invite(actor=_me(request), user=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts_people")
    return render(request, "accounts/invited.html", {"person": person, "link": _absolute(link)})


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase the personal data of somebody who left."""
    person = get_object_or_404(User, pk=pk)

    def act() -> None:
        if request.POST.get("sure") != "1":
            raise Refused(_("Tick that you are sure."))
        erase_person(actor=_me(request), user=person)

    return act_and_go(request, act, _t("The personal data was erased."), "accounts_people")


@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Deactivate or activate an account."""
    person = get_object_or_404(User, pk=pk)
    is_active = request.POST.get("active") == "1"

    def act() -> None:
        services.set_active(actor=_me(request), user=person, is_active=is_active)

    return act_and_go(request, act, "", "accounts_people")


class AdministratorMenuItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person keeps the installation."""
        return is_administrator(_me(request))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages of this app inside the office."""
    mine, admin = access(signed_in), access(is_administrator)
    return [
        path("people/", admin(people), name="accounts_people"),
        path("people/<int:pk>/invite/", admin(invite), name="accounts_invite"),
        path("people/<int:pk>/active/", admin(set_active), name="accounts_active"),
        path("people/<int:pk>/erase/", admin(erase), name="accounts_erase"),
        path("account/password/", mine(password), name="accounts_password"),
        path("account/code/", mine(second_factor), name="accounts_second_factor"),
        path("account/code/off/", mine(second_factor_off), name="accounts_second_factor_off"),
        path("account/recovery/", mine(recovery), name="accounts_recovery"),
        path("account/session/", mine(end_session), name="accounts_end_session"),
    ]


@hooks.register("register_settings_menu_item")
def register_people() -> MenuItem:
    """Accounts among the settings."""
    return AdministratorMenuItem(
        _("Accounts"), reverse("accounts_people"), icon_name="group", order=100, name="accounts"
    )


@hooks.register("construct_settings_menu")
def hide_wagtail_accounts(request: HttpRequest, items: list[MenuItem]) -> None:
    """One place for accounts: ours."""
    hidden = {"users", "groups", "sites", "collections", "redirects", "workflows", "workflow-tasks"}
    items[:] = [item for item in items if item.name not in hidden]
