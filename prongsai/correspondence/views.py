"""The public page behind the QR: what was approved, by which positions, and is this file it?"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.approvals.models import Procedure, Round, Step
from prongsai.approvals.queries import find_by_code, has_act, last_round, steps_of
from prongsai.common.forms import WRONG_INPUT
from prongsai.correspondence.checking import MAX_BYTES, Findings, check_file
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.published import find_published_name
from prongsai.correspondence.queries import find_other_sealed, find_sealed, read_sealed
from prongsai.correspondence.verifying import find_address
from prongsai.organization.queries import find_profile


class CheckForm(forms.Form):
    """A file to compare. It is read, compared and forgotten."""

    file = forms.FileField(
        label=_("File to check"),
        help_text=_("Up to 25 MB. The file is compared and not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> Any:
        """Not larger than what we seal."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 25 MB."))
        return upload


def find(request: HttpRequest) -> HttpResponse:
    """Where a code is typed from paper."""
    code = request.GET.get("code", "")
    procedure = find_by_code(code) if code else None
    if procedure is not None:
        return redirect("public_verify", procedure.code)
    address = find_address(code)
    if address:
        return redirect(address)
    context = {"profile": find_profile(), "code": code, "is_unknown": bool(code)}
    status = WRONG_INPUT if code else 200
    return render(request, "correspondence/verify_find.html", context, status=status)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of a document, and the comparison with a file.

    A document that is not approved shows its number, date and state alone: it has no effect, and
    its subject and who passed it on concern nobody outside.
    """
    procedure = find_by_code(code)
    if procedure is None:
        address = find_address(code)
        if address:
            return redirect(address)
        raise Http404
    if procedure.code != code:
        return redirect("public_verify", procedure.code)
    sealed = find_sealed(procedure)
    is_sent = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if is_sent else CheckForm()
    findings: Findings | None = None
    other, another = "", None
    if form.is_valid() and sealed is not None:
        findings = _compare(procedure, sealed, form.cleaned_data["file"].read())
        other = find_published_name(procedure, findings.sha256)
        another = find_other_sealed(findings.sha256, procedure)
    shown = last_round(procedure)
    context = {
        "profile": find_profile(),
        "procedure": procedure,
        "round": shown,
        "acts": _acts(shown) if procedure.state == Procedure.State.APPROVED else [],
        "sealed": sealed,
        "form": form,
        "findings": findings,
        "other": other,
        "another": another,
    }
    is_wrong = is_sent and (bool(form.errors) or sealed is None)
    status = WRONG_INPUT if is_wrong else 200
    return render(request, "correspondence/verify.html", context, status=status)


def _compare(procedure: Procedure, sealed: SealedDocument, content: bytes) -> Findings:
    """The findings; the words of a document that is not published are not shown to who has its code."""
    findings = check_file(content, read_sealed(sealed), sealed.sha256)
    is_public = bool(find_published_name(procedure, sealed.sha256))
    return findings if is_public else findings.hide_text()


def _capacity(step: Step) -> str:
    """In which capacity it was signed, where that is not simply the position."""
    text = " ".join(step.act.lines)
    return "" if text == step.position_title else text


def _acts(round: Round) -> list[dict[str, Any]]:
    """Positions, capacities and dates; names stand in the document alone."""
    return [
        {
            "position": step.position_title,
            "capacity": _capacity(step),
            "signed_on": step.act.signed_on,
            "verdict": step.act.get_verdict_display(),
            "state": step.act.verdict,
            "is_on_paper": step.act.is_on_paper,
        }
        for step in steps_of(round)
        if has_act(step)
    ]
