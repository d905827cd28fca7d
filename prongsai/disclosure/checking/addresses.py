"""What an address answers."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from prongsai.common.fetching import Certificate, Fetched, Problem
from prongsai.disclosure.checking.files import check_contents
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading import contents as kinds
from prongsai.disclosure.checking.reading.contents import Contents
from prongsai.thai.calendar import format_date

SOON = dt.timedelta(days=14)
LITTLE_TEXT = 800  # letters; a page with a password field and more is one with a sign-in box beside
SHELL_TEXT = 40
# What says nothing about the page: another day it may be opened.
_OPEN = {"robots-refused", "robots-unreadable", "robots-closed", "rate-limited"}
_SIGN_IN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_SIGN_IN_PATH = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth2?|auth|wp-login)(?:$|[/._?-])", re.IGNORECASE
)
_NOT_FOUND = re.compile(r"\b404\b|not found|ไม่พบหน้า|ไม่พบเพจ|ไม่พบข้อมูลที่|ไม่พบไฟล์", re.IGNORECASE)


def check_problem(problem: Problem) -> Outcome:
    """An address that gave no answer."""
    level = Level.UNKNOWN if problem.code in _OPEN else Level.FAIL
    return Outcome(problem.code, level, dict(problem.params))


def check_answer(
    answer: Fetched, contents: Contents | None, expectation: Expectation
) -> Iterator[Outcome]:
    """An answer: its status, sign-in, TLS, then what it holds; `contents` is None for other than 200."""
    yield from _check_tls(answer, expectation.on)
    if answer.status != 200 or contents is None:
        yield _check_status(answer.status)
        return
    if needs_sign_in(answer, contents):
        yield Outcome("sign-in-needed", Level.FAIL)
        return
    yield Outcome("address-opens", Level.OK, {"seconds": f"{answer.seconds:.1f}"})
    if contents.kind == kinds.HTML:
        yield from _check_page(contents)
    yield from check_contents(contents, expectation)


def _check_status(status: int) -> Outcome:
    params = {"status": status}
    if status in (404, 410):
        return Outcome("status-missing", Level.FAIL, params)
    if status in (401, 403, 407):
        return Outcome("status-closed", Level.FAIL, params)
    if status >= 500:
        return Outcome("status-broken", Level.FAIL, params)
    return Outcome("status-odd", Level.FAIL, params)


def _check_tls(answer: Fetched, on: dt.date) -> Iterator[Outcome]:
    shown: Certificate | None = answer.certificate
    if shown is None:
        yield Outcome("tls-missing", Level.WARN)
        return
    ends = dt.date.fromisoformat(shown.ends_on)
    is_soon = ends - on < SOON
    code, level = ("tls-ends-soon", Level.WARN) if is_soon else ("tls-valid", Level.OK)
    yield Outcome(code, level, {"date": format_date(ends, "short")})


def needs_sign_in(answer: Fetched, contents: Contents) -> bool:
    """Whether the answer is a sign-in page: reached by a redirection, or a form and hardly more."""
    parts = urlsplit(answer.url)
    if (parts.hostname or "") in _SIGN_IN_HOSTS:
        return True
    was_sent = bool(answer.hops) and bool(_SIGN_IN_PATH.search(unquote(parts.path)))
    letters = len(re.sub(r"\s", "", contents.text))
    if contents.kind != kinds.HTML:
        return False
    return was_sent or (contents.has_password and letters < LITTLE_TEXT)


def _check_page(contents: Contents) -> Iterator[Outcome]:
    letters = len(re.sub(r"\s", "", "".join(page.text for page in contents.pages)))
    if contents.has_password:
        yield Outcome("sign-in-beside", Level.WARN)
    if letters < SHELL_TEXT and contents.has_script:
        yield Outcome("needs-script", Level.WARN)
    if _NOT_FOUND.search(contents.title) or (
        letters < LITTLE_TEXT and _NOT_FOUND.search(contents.text)
    ):
        yield Outcome("looks-missing", Level.WARN)
