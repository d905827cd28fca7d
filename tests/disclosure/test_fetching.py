"""Fetching from good and bad servers, on real sockets."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from prongsai.common.fetching import Fetched, Fetcher, Limits, Problem, Trust
from tests.disclosure import samples
from tests.disclosure.certificates import Authority, make_certificate
from tests.disclosure.conftest import HERE, make_fetcher
from tests.disclosure.servers import Site, running


def fetched(answer: Fetched | Problem) -> Fetched:
    """The answer that a test expects to be one."""
    assert isinstance(answer, Fetched), answer
    return answer


def code(answer: Fetched | Problem) -> str:
    """The code of the problem that a test expects; its words can be said."""
    assert isinstance(answer, Problem), answer
    assert answer.message
    assert answer.advice
    return answer.code


def test_a_good_page_comes_whole(site: Site, fetcher: Fetcher) -> None:
    answer = fetched(fetcher.fetch(f"{site.base}/good"))
    assert (answer.status, answer.content, answer.hops) == (200, samples.PAGE, ())
    assert answer.headers["content-type"] == "text/html"
    assert len(answer.sha256) == 64
    assert answer.certificate is None


def test_a_packed_page_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    assert fetched(fetcher.fetch(f"{site.base}/packed")).content == samples.PAGE


def test_it_says_who_asks_and_nothing_more(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(f"{site.base}/moved")
    for head in site.heads:
        assert "user-agent: prongsai/" in head.lower()
        assert "+https://office.example" in head
        assert not any(word in head.lower() for word in ("cookie", "referer", "authorization"))


def test_proxies_of_the_environment_are_not_asked(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetched(fetcher.fetch(f"{site.base}/good"))


@pytest.mark.parametrize("status", [("/nowhere", 404), ("/broken", 500), ("/closed", 403)], ids=str)
def test_a_bad_status_is_an_answer(site: Site, fetcher: Fetcher, status: tuple[str, int]) -> None:
    assert fetched(fetcher.fetch(site.base + status[0])).status == status[1]


def test_without_trust_this_machine_is_never_asked(site: Site) -> None:
    port = site.server_address[1]
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        answer = make_fetcher(trust=Trust()).fetch(f"http://{host}:{port}/good")
        assert code(answer) == "private-address"
    assert site.asked == []


@pytest.mark.parametrize("path", ["/to-private", "/to-metadata"])
def test_a_redirect_into_a_network_is_not_followed(site: Site, fetcher: Fetcher, path: str) -> None:
    assert code(fetcher.fetch(site.base + path)) == "private-address"


def test_a_redirect_to_an_untrusted_machine_is_not_followed(site: Site) -> None:
    with running() as inside:
        site.pages["/robots.txt"] = ("text/plain", b"")
        narrow = make_fetcher(trust=Trust.parse(["127.0.0.2/32"]))
        assert code(narrow.fetch(f"{inside.base}/good")) == "private-address"
        assert inside.asked == []


def test_a_redirect_to_a_file_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    assert code(fetcher.fetch(f"{site.base}/to-file")) == "address-odd"


def test_a_name_is_resolved_once_and_that_address_is_asked(site: Site) -> None:
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]  # robots.txt, the page, one too many
    fetcher = Fetcher(
        site="https://office.example",
        trust=HERE,
        limits=Limits(5, 1, pause=0),
        resolve=lambda host, port: answers.pop(0),
    )
    port = site.server_address[1]
    fetched(fetcher.fetch(f"http://rebind.example:{port}/good"))
    assert answers == [["10.0.0.1"]]
    assert f"host: rebind.example:{port}" in site.heads[-1].lower()


def test_a_name_that_turns_private_is_refused_at_the_next_hop(site: Site) -> None:
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    fetcher = Fetcher(
        site="https://office.example",
        trust=HERE,
        limits=Limits(5, 1, pause=0),
        resolve=lambda host, port: answers.pop(0),
    )
    answer = fetcher.fetch(f"http://rebind.example:{site.server_address[1]}/moved")
    assert code(answer) == "private-address"
    assert "/good" not in site.asked


def test_redirects_are_followed_and_told(site: Site, fetcher: Fetcher) -> None:
    answer = fetched(fetcher.fetch(f"{site.base}/moved"))
    assert answer.hops == (f"{site.base}/moved",)
    assert answer.url == f"{site.base}/good"


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    assert code(fetcher.fetch(f"{site.base}/circle")) == "redirect-loop"


def test_the_sixth_redirect_is_one_too_many(site: Site, fetcher: Fetcher) -> None:
    assert code(fetcher.fetch(f"{site.base}/hop0")) == "too-many-redirects"
    assert fetched(fetcher.fetch(f"{site.base}/hop4")).status == 404


@pytest.mark.parametrize("path", ["/slow", "/drip", "/drip-head"])
def test_slow_answers_end_at_the_deadline(site: Site, path: str) -> None:
    quick = make_fetcher(limits=Limits(seconds=0.3, megabytes=1, pause=0))
    start = time.monotonic()
    assert code(quick.fetch(site.base + path)) == "too-slow"
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_huge_answer_is_left(site: Site, fetcher: Fetcher, path: str) -> None:
    assert code(fetcher.fetch(site.base + path)) == "too-large"


def test_an_answer_cut_short_is_broken(site: Site, fetcher: Fetcher) -> None:
    assert code(fetcher.fetch(f"{site.base}/cut")) == "connection-broken"


@pytest.mark.parametrize("path", ["/broken-gzip", "/no-http"])
def test_an_answer_that_is_none_is_a_problem(site: Site, fetcher: Fetcher, path: str) -> None:
    assert code(fetcher.fetch(site.base + path)) in ("answer-damaged", "connection-broken")


def test_an_odd_length_is_no_harm(site: Site, fetcher: Fetcher) -> None:
    assert fetched(fetcher.fetch(f"{site.base}/odd-length")).content == samples.PAGE


def test_ipv6_is_asked_too(fetcher: Fetcher) -> None:
    with running("::1") as site:
        assert fetched(fetcher.fetch(f"{site.base}/good")).content == samples.PAGE


def test_nobody_there_is_said(fetcher: Fetcher) -> None:
    with running() as site:
        base = site.base
    assert code(fetcher.fetch(f"{base}/good")) == "not-reachable"


def test_an_unknown_name_is_said() -> None:
    assert code(make_fetcher().fetch("http://nobody.invalid/")) == "name-unknown"


def test_robots_txt_is_respected(site: Site, fetcher: Fetcher) -> None:
    site.robots = "User-agent: *\nDisallow: /good\nAllow: /$\n"
    assert code(fetcher.fetch(f"{site.base}/good")) == "robots-refused"
    assert "/good" not in site.asked


def test_robots_txt_is_read_once_and_wildcards_count(site: Site, fetcher: Fetcher) -> None:
    site.robots = "User-agent: *\nDisallow: /*only$\n"
    assert code(fetcher.fetch(f"{site.base}/robots-only")) == "robots-refused"
    fetched(fetcher.fetch(f"{site.base}/good"))
    assert site.asked.count("/robots.txt") == 1


def test_without_an_answer_for_robots_txt_nothing_is_asked_and_it_is_tried_later(
    site: Site, fetcher: Fetcher
) -> None:
    site.has_broken_robots = True
    fetcher.limits = replace(fetcher.limits, again=60)
    for _time in range(2):
        assert code(fetcher.fetch(f"{site.base}/good")) == "robots-unreadable"
    assert site.asked == ["/robots.txt"]
    site.has_broken_robots = False
    fetcher.limits = replace(fetcher.limits, again=0)
    fetched(fetcher.fetch(f"{site.base}/good"))


def test_a_site_that_asks_to_wait_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    first = fetcher.fetch(f"{site.base}/later")
    assert code(first) == "rate-limited"
    assert isinstance(first, Problem)
    assert first.retry_after == 120
    assert code(fetcher.fetch(f"{site.base}/good")) == "rate-limited"
    assert "/good" not in site.asked


def test_a_site_is_asked_at_its_pace(site: Site) -> None:
    polite = make_fetcher(limits=Limits(seconds=5, megabytes=1, pause=0.1))
    start = time.monotonic()
    for _time in range(3):
        fetched(polite.fetch(f"{site.base}/good"))
    assert time.monotonic() - start >= 0.2


def test_http_and_https_of_a_host_keep_one_pace(authority: Authority, tmp_path: Path) -> None:
    polite = make_fetcher(authority.file, limits=Limits(seconds=5, megabytes=1, pause=0.1))
    with (
        running() as plain,
        running(certificate=make_certificate(tmp_path, "good", authority)) as safe,
    ):
        start = time.monotonic()
        for base in (plain.base, safe.base, plain.base):
            fetched(polite.fetch(f"{base}/good"))
        assert time.monotonic() - start >= 0.2
        assert code(polite.fetch(f"{plain.base}/later")) == "rate-limited"
        assert code(polite.fetch(f"{safe.base}/good")) == "rate-limited"


def test_a_good_certificate_is_told(authority: Authority, tmp_path: Path) -> None:
    with running(certificate=make_certificate(tmp_path, "good", authority)) as site:
        for base in (site.base, site.base.replace("127.0.0.1", "localhost")):
            answer = fetched(make_fetcher(authority.file).fetch(f"{base}/good"))
            assert answer.certificate is not None
            assert "localhost" in answer.certificate.names


@pytest.mark.parametrize("kind", ["expired", "wrong-name", "self-signed", "incomplete"])
def test_a_bad_certificate_is_named(authority: Authority, tmp_path: Path, kind: str) -> None:
    signer = None if kind == "self-signed" else authority
    days = -5 if kind == "expired" else 365
    certificate = make_certificate(tmp_path, kind, signer, days=days)
    known = None if kind == "incomplete" else authority.file
    with running(certificate=certificate) as site:
        assert code(make_fetcher(known).fetch(f"{site.base}/good")) == f"tls-{kind}"
        assert site.asked == []
