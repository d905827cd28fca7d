"""Past minutes come in: files, what they seem to be, confirmed in a table, saved all or none."""

import datetime as dt
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import services
from prongsai.meetings.models import Body
from prongsai.meetings.office.importing_forms import PastForm, UploadForm
from prongsai.meetings.office.tabs import register_tabs
from prongsai.meetings.queries.access import access_kept_body
from prongsai.meetings.queries.bodies import list_kept_bodies
from prongsai.meetings.reading import Guess, check_file, guess
from prongsai.registerkit.holding import hold, read_held, release

SESSION_KEY, MOST_BATCHES = "meetings_imports", 5


def _show(
    request: HttpRequest, template: str, *, is_wrong: bool = False, **context: Any
) -> HttpResponse:
    context |= register_tabs(request.user, "index")
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"meetings/{template}.html", context, status=status)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; those that are no minutes are named, the others wait for the next step."""
    bodies = list_kept_bodies(request.user)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        bodies=bodies,
        initial={"body": request.GET.get("body", "")},
    )
    if request.method == "POST" and form.is_valid():
        rows, refused = _take_in(form.cleaned_data["uploads"])
        if rows:
            return _keep(request, form.cleaned_data["body"], rows, refused)
        for message in refused:
            form.add_error("uploads", message)
    is_wrong = request.method == "POST"
    return _show(request, "import", form=form, bodies=bodies, is_wrong=is_wrong)


def _take_in(uploads: list[Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """What each good file seems to be of, and why the others are none."""
    rows, refused = [], []
    for file in uploads:
        content = file.read()
        try:
            accepted = check_file(content, file.name or "")
        except Refused as refusal:
            refused.append(str(refusal))
            continue
        found = guess(content, accepted.name)
        rows.append(
            {
                "key": hold(content),
                "name": accepted.name,
                "media_type": accepted.media_type,
                "held_on": found.held_on.isoformat() if found.held_on else None,
                "number": found.number,
                "session": found.session,
                "session_number": found.session_number,
            }
        )
    return rows, refused


def _keep(
    request: HttpRequest, code: str, rows: list[dict[str, Any]], refused: list[str]
) -> HttpResponse:
    """The files wait for a day, known to this session alone."""
    kept = request.session.get(SESSION_KEY, {})
    key = str(uuid4())
    kept[key] = {"body": code, "rows": rows, "refused": refused}
    for old in list(kept)[:-MOST_BATCHES]:
        release(row["key"] for row in kept.pop(old)["rows"])
    request.session[SESSION_KEY] = kept
    return redirect("meetings_import_check", key)


def _find(request: HttpRequest, key: UUID) -> tuple[Body, dict[str, Any]]:
    """A batch of files of this session with its body; 404 when there is none."""
    batch = request.session.get(SESSION_KEY, {}).get(str(key))
    if batch is None:
        raise Http404
    return access_kept_body(request.user, batch["body"]), batch


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirm day and number of each file; all ticked ones are saved, or none."""
    body, batch = _find(request, key)
    rows = batch["rows"]
    guesses = {str(at): _guess(row) for at, row in enumerate(rows, start=1)}
    form = PastForm(request.POST or None, body=body, guesses=guesses)

    def act() -> None:
        chosen = {at: (form.past(at), _file(rows[int(at) - 1])) for at in form.taken()}
        made = services.import_all(actor=request.user, body=body, rows=chosen)
        said = ngettext(
            "The minutes of %(n)s meeting were added.",
            "The minutes of %(n)s meetings were added.",
            len(made),
        )
        messages.success(request, said % {"n": len(made)})

    if request.method == "POST" and try_to(act, form):
        release(row["key"] for row in rows)
        kept = request.session[SESSION_KEY]
        del kept[str(key)]
        request.session[SESSION_KEY] = kept
        years = f"?body={body.code}&year=all"
        return redirect(reverse("meetings_index") + years)
    return _show(
        request,
        "import_check",
        form=form,
        body=body,
        key=key,
        refused=batch["refused"],
        lines=[(row, at, form.line(str(at))) for at, row in enumerate(rows, start=1)],
        is_wrong=request.method == "POST",
    )


def _guess(row: dict[str, Any]) -> Guess:
    day = dt.date.fromisoformat(row["held_on"]) if row["held_on"] else None
    return Guess(
        number=row["number"],
        held_on=day,
        session=row["session"],
        session_number=row["session_number"],
    )


def _file(row: dict[str, Any]) -> tuple[bytes, str]:
    content = read_held(row["key"])
    if content is None:
        raise Refused(_("“%(name)s” was kept for a day; choose it again.") % {"name": row["name"]})
    return content, row["name"]


def held_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A file that waits, so that day and number can be looked up in it."""
    batch = _find(request, key)[1]
    if not 1 <= number <= len(batch["rows"]):
        raise Http404
    row = batch["rows"][number - 1]
    content = read_held(row["key"])
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=row["media_type"])
    kind = "inline" if row["media_type"] == "application/pdf" else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(row['name'])}"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
