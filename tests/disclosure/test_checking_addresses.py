"""What an address answers, from a real server."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from prongsai.common.fetching import Fetcher
from prongsai.disclosure.checking import (
    Checked,
    Expectation,
    Level,
    Target,
    check_address,
    check_many,
    worst,
)
from prongsai.disclosure.checking.reading.reader import Readers
from tests.disclosure import samples
from tests.disclosure.certificates import Authority, make_certificate
from tests.disclosure.conftest import make_fetcher
from tests.disclosure.servers import Site, running

DAY = dt.date.today()
ASKED: dict[str, Any] = {"years": (2568,), "agency_names": (samples.AGENCY,)}


def codes(site: Site, path: str, fetcher: Fetcher, readers: Readers, **expected: Any) -> set[str]:
    """The codes for an address of the site."""
    expectation = Expectation(DAY, **(ASKED | expected))
    outcomes = check_address(site.base + path, expectation, fetch=fetcher.fetch, read=readers.read)
    assert all(one.message for one in outcomes)
    return {one.code for one in outcomes}


def test_a_good_page_passes(site: Site, fetcher: Fetcher, readers: Readers) -> None:
    found = codes(site, "/good", fetcher, readers)
    assert found == {
        "tls-missing", "address-opens", "year-named", "agency-named", "nothing-personal",
    }  # fmt: skip


def test_a_file_behind_an_address_is_looked_into(
    site: Site, fetcher: Fetcher, readers: Readers
) -> None:
    site.pages["/a.pdf"] = ("text/html", samples.picture_pdf())
    assert "text-missing" in codes(site, "/a.pdf", fetcher, readers)
    site.pages["/b.pdf"] = ("application/octet-stream", samples.text_pdf())
    assert {"text-layer", "year-named"} <= codes(site, "/b.pdf", fetcher, readers)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/nowhere", "status-missing"),
        ("/broken", "status-broken"),
        ("/closed", "status-closed"),
        ("/wall", "sign-in-needed"),
        ("/login-in-place", "sign-in-needed"),
        ("/wrong-year", "year-wrong"),
        ("/circle", "redirect-loop"),
        ("/to-private", "private-address"),
        ("/to-file", "address-odd"),
        ("/cut", "connection-broken"),
        ("/later", "rate-limited"),
    ],
    ids=range(11),
)
def test_what_is_wrong_is_named(
    site: Site, fetcher: Fetcher, readers: Readers, path: str, code: str
) -> None:
    assert code in codes(site, path, fetcher, readers)


def test_a_page_with_a_sign_in_box_beside_its_text_passes(
    site: Site, fetcher: Fetcher, readers: Readers
) -> None:
    box = b"<form><input type=password></form></body>"
    site.pages["/box"] = ("text/html", samples.PAGE.replace(b"</body>", box))
    found = codes(site, "/box", fetcher, readers)
    assert {"sign-in-beside", "address-opens"} <= found


def test_a_page_that_says_not_found_and_one_of_script_only_are_noticed(
    site: Site, fetcher: Fetcher, readers: Readers
) -> None:
    site.pages["/soft"] = ("text/html", "<html><title>ไม่พบหน้าที่ต้องการ</title><p>-".encode())
    site.pages["/app"] = ("text/html", b"<html><body><div id=app></div><script src=a.js></script>")
    assert "looks-missing" in codes(site, "/soft", fetcher, readers)
    assert "needs-script" in codes(site, "/app", fetcher, readers)


def test_a_page_that_links_to_a_sheet_is_machine_readable(
    site: Site, fetcher: Fetcher, readers: Readers
) -> None:
    linked = samples.PAGE.replace(b"</p>", b"</p><a href='/f/o12.xlsx?v=1'>Excel</a>")
    site.pages["/linked"] = ("text/html", linked)
    assert "machine-readable" in codes(site, "/linked", fetcher, readers, is_machine_readable=True)
    assert "machine-unreadable" in codes(site, "/good", fetcher, readers, is_machine_readable=True)


@pytest.mark.parametrize(("days", "code"), [(365, "tls-valid"), (5, "tls-ends-soon")])
def test_the_end_of_the_certificate_is_told(
    authority: Authority, tmp_path: Path, readers: Readers, days: int, code: str
) -> None:
    certificate = make_certificate(tmp_path, "good", authority, days=days)
    with running(certificate=certificate) as site:
        assert code in codes(site, "/good", make_fetcher(authority.file), readers)


def test_robots_leave_it_open(site: Site, fetcher: Fetcher, readers: Readers) -> None:
    site.robots = "User-agent: prongsai\nDisallow: /\n"
    outcomes = check_address(
        f"{site.base}/good", Expectation(DAY), fetch=fetcher.fetch, read=readers.read
    )
    assert worst(outcomes) == Level.UNKNOWN


def test_freshness_is_told_with_the_address(site: Site, fetcher: Fetcher, readers: Readers) -> None:
    old = DAY - dt.timedelta(days=100)
    assert "overdue" in codes(site, "/good", fetcher, readers, months=1, updated_on=old)


def test_many_targets_come_back_in_order_with_progress(site: Site, fetcher: Fetcher) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int, checked: Checked) -> None:
        told.append((done, total))

    expectation = Expectation(DAY, years=(2568,))
    paths = ["/good", "/nowhere", "/good", "/to-private"]
    targets = [Target(path, expectation, url=site.base + path) for path in paths]
    targets.append(Target("file", expectation, filename="a.pdf", load=samples.text_pdf))
    found = check_many(targets, fetcher=fetcher, on_progress=progress)
    assert [one.key for one in found] == [*paths, "file"]
    assert told[-1] == (5, 5)
    assert site.asked.count("/good") == 1
    assert found[0] == found[2]
    assert found[0].sha256
    assert [worst(one.outcomes) for one in found] == ["warn", "fail", "warn", "fail", "ok"]


def test_a_cancelled_run_ends_and_tells_what_was_done(site: Site, fetcher: Fetcher) -> None:
    targets = [Target(n, Expectation(DAY), url=f"{site.base}/slow?{n}") for n in range(6)]
    found = check_many(targets, fetcher=fetcher, threads=1, is_cancelled=lambda: True)
    assert len(found) < 6


def test_a_stored_file_that_is_gone_is_said(fetcher: Fetcher, tmp_path: Path) -> None:
    target = Target(1, Expectation(DAY), filename="a.pdf", load=(tmp_path / "gone").read_bytes)
    assert check_many([target], fetcher=fetcher)[0].outcomes[0].code == "file-gone"


@pytest.mark.parametrize(("is_mended", "code"), [(True, "address-opens"), (False, "robots-closed")])
def test_a_site_whose_robots_txt_fails_is_asked_once_more_then_it_is_said(
    site: Site, fetcher: Fetcher, is_mended: bool, code: str
) -> None:
    site.has_broken_robots = True

    def has_time_passed() -> bool:
        site.has_broken_robots = not (is_mended and "/robots.txt" in site.asked)
        return False

    targets = [Target(path, Expectation(DAY), url=site.base + path) for path in ("/good", "/other")]
    found = check_many(targets, fetcher=fetcher, threads=1, is_cancelled=has_time_passed)
    assert code in {one.code for one in found[0].outcomes}
    assert is_mended or worst(found[1].outcomes) == Level.UNKNOWN
    assert ("/good" in site.asked) is is_mended


def test_a_check_that_raises_ends_no_other_and_says_after_some_tries_that_it_could_not(
    fetcher: Fetcher,
) -> None:
    tried = []

    def break_off() -> bytes:
        tried.append(1)
        raise ZeroDivisionError

    targets = [
        Target("bad", Expectation(DAY), filename="a.pdf", load=break_off),
        Target("good", Expectation(DAY), filename="a.pdf", load=samples.text_pdf),
    ]
    bad, good = check_many(targets, fetcher=fetcher)
    assert worst(good.outcomes) == Level.OK
    (outcome,) = bad.outcomes
    assert (outcome.code, outcome.level, len(tried)) == ("not-checked", Level.UNKNOWN, 3)
    assert "ZeroDivisionError" in outcome.message
