"""Which addresses are asked, and which never."""

import ipaddress

import pytest

from prongsai.common.fetching.guard import Place, Trust, check_place, is_public, read_url
from prongsai.common.fetching.results import Problem

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "168.63.129.16", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2001::1", "::7f00:1", "fec0::1",
)  # fmt: skip
ODD = (
    "", "prongsai", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)",
    "gopher://example.org/", "http://", "http:///x", "http://2130706433/", "http://127.1/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://0x7f000001/", "http://[::1", "http://[::1%25lo]/",
    "http://a b/", "http://example.org\\@x/", "http://exa\tmple.org/", "http://example.org:99999/",
    "http://-a-/", "http://a..b/", "http://①②⑦.⓪.⓪.①1/",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_a_network_is_refused(address: str) -> None:
    place = Place("http", "office.example", 80, "/")
    problem = check_place(place, [address], Trust())
    assert problem is not None
    assert problem.code == "private-address"


@pytest.mark.parametrize("address", ["8.8.8.8", "203.150.1.1", "2400:cb00::1"])
def test_an_address_of_the_internet_may_be_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert check_place(Place("https", "a.example", 443, "/"), [address], Trust()) is None


@pytest.mark.parametrize("url", ODD)
def test_odd_notations_are_no_address(url: str) -> None:
    problem = read_url(url)
    assert isinstance(problem, Problem)
    assert problem.code == "address-odd"


@pytest.mark.parametrize(
    "url", ["http://me@example.org/", "http://me:pw@example.org/", "http://@x.example/"]
)
def test_a_user_name_in_the_address_is_refused(url: str) -> None:
    problem = read_url(url)
    assert isinstance(problem, Problem)
    assert problem.code == "address-with-password"
    assert "pw" not in problem.message


def test_thai_names_and_paths_are_encoded() -> None:
    place = read_url("https://อบต.ไทย/ไฟล์ 1.pdf?ปี=2568".replace(" ", "%20"))
    assert isinstance(place, Place)
    assert place.host.startswith("xn--")
    assert place.target.isascii()
    assert place.target.endswith("%201.pdf?%E0%B8%9B%E0%B8%B5=2568")


def test_one_private_address_among_public_ones_refuses_all() -> None:
    place = Place("http", "office.example", 80, "/")
    assert check_place(place, ["8.8.8.8", "10.0.0.1"], Trust()) is not None


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 9200])
def test_ports_of_other_services_are_refused(port: int) -> None:
    problem = check_place(Place("http", "office.example", port, "/"), ["8.8.8.8"], Trust())
    assert problem is not None
    assert problem.code == "port-refused"


def test_a_trusted_network_may_be_asked_and_no_other() -> None:
    trust = Trust.parse(["10.1.0.0/16"])
    assert check_place(Place("http", "x", 8000, "/"), ["10.1.2.3"], trust) is None
    assert check_place(Place("http", "x", 80, "/"), ["10.2.2.3"], trust) is not None


def test_a_trusted_name_leads_inside_but_never_to_what_a_cloud_keeps() -> None:
    trust = Trust.parse(["intranet.example"])
    assert check_place(Place("http", "intranet.example", 8000, "/"), ["10.1.2.3"], trust) is None
    for address in ("169.254.169.254", "fd00:ec2::254", "::ffff:127.0.0.1", "224.0.0.1"):
        assert check_place(Place("http", "intranet.example", 80, "/"), [address], trust) is not None


@pytest.mark.parametrize(
    "entry", ["10.0.0.1/8", "*", "http://x", "a b", "1.2.3", "0.0.0.0/0", "::/0", "8.0.0.0/5"]
)
def test_what_is_no_intranet_and_no_name_is_no_trust(
    entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from config.env import BadSetting, trusted_places

    monkeypatch.setenv("PRONGSAI_FETCH_TRUSTED", entry)
    with pytest.raises(BadSetting):
        trusted_places("PRONGSAI_FETCH_TRUSTED")
    with pytest.raises(ValueError, match="."):
        Trust.parse([entry])


def test_a_trusted_network_never_leads_to_what_a_cloud_keeps() -> None:
    trust = Trust.parse(["169.0.0.0/8", "fc00::/7", "0.0.0.0/8"])
    for address in ("169.254.169.254", "fd00:ec2::254", "0.0.0.0"):
        assert check_place(Place("http", "x", 80, "/"), [address], trust) is not None
    assert check_place(Place("http", "x", 80, "/"), ["fd12::1"], trust) is None


@pytest.mark.parametrize(
    "number", ["192.0.0.192", "192.88.99.1", "2001:10::1", "2001:db8::1", "3fff::1"]
)
def test_special_numbers_are_not_public_whatever_python_says(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))
