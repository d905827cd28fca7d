"""Strict readers of the environment. A secret may be given as a file: NAME_FILE."""

import ipaddress
import os
import re
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Prefixes of 10.0.0.0/8 and fc00::/7: what is larger is no intranet.
LARGEST_INTRANET = {4: 8, 6: 7}
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class BadSetting(Exception):
    """An environment variable holds something that can't be meant."""


def text(name: str, *, default: str) -> str:
    """A text, or the content of the file that NAME_FILE names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def text_list(name: str, *, default: list[str]) -> list[str]:
    """Texts separated by commas."""
    raw = text(name, default="")
    return [part.strip() for part in raw.split(",") if part.strip()] or default


def flag(name: str, *, default: bool) -> bool:
    """Yes or no; anything else is refused."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in TRUE:
        return True
    if raw.lower() in FALSE:
        return False
    raise BadSetting(f"{name}={raw!r}: 1 or 0 is expected")


def number(name: str, *, default: int, low: int, high: int) -> int:
    """A whole number between two bounds."""
    raw = os.environ.get(name, "")
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
        raise BadSetting(f"{name}={raw!r}: a number from {low} to {high} is expected")
    return int(raw)


def data_dir() -> Path:
    """Where everything lies that must not be lost: PRONGSAI_DATA_DIR, else var/ of the checkout."""
    return Path(os.environ.get("PRONGSAI_DATA_DIR") or ROOT / "var").expanduser().absolute()


def path(name: str) -> Path | None:
    """A file by its path, or None when the variable is not set."""
    raw = os.environ.get(name, "")
    return Path(raw).expanduser().absolute() if raw else None


def trusted_places(name: str) -> list[str]:
    """Networks (10.1.0.0/16) and names of hosts, separated by commas; anything else is refused.

    So is a network larger than any intranet, such as 0.0.0.0/0: it would trust the whole world.
    """
    entries = text_list(name, default=[])
    for entry in entries:
        if re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", entry):
            continue
        _check_network(name, entry, "a network or the name of a host is expected")
    return entries


def networks(name: str, *, default: list[str]) -> list[str]:
    """Networks and single addresses, separated by commas; none larger than an intranet."""
    entries = text_list(name, default=default)
    for entry in entries:
        _check_network(name, entry, "a network, such as 10.1.0.0/16, or an address is expected")
    return entries


def _check_network(name: str, entry: str, expected: str) -> None:
    try:
        network = ipaddress.ip_network(entry)
    except ValueError as error:
        raise BadSetting(f"{name}={entry!r}: {expected}") from error
    if network.prefixlen < LARGEST_INTRANET[network.version]:
        raise BadSetting(f"{name}={entry!r}: this network is larger than any intranet")


def one_of(name: str, known: tuple[str, ...]) -> str:
    """One of these words, in small letters; the first when nothing is set."""
    found = text(name, default=known[0]).strip().lower()
    if found not in known:
        raise BadSetting(f"{name}={found!r}: one of {', '.join(known)} is expected")
    return found


def base_url() -> str:
    """The address under which people reach the program, without a slash at the end."""
    url = text("PRONGSAI_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"PRONGSAI_BASE_URL={url!r}: an http or https address is expected")
    return url


def service_url(name: str, *, default: str) -> str:
    """The address of somebody else's service, without a slash at the end."""
    url = text(name, default=default).rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"{name}={url!r}: an http or https address is expected")
    return url


def secret_key(folder: Path) -> str:
    """Django's signing key: PRONGSAI_SECRET_KEY, else one made at first use and kept (0600)."""
    given = text("PRONGSAI_SECRET_KEY", default="")
    if given:
        return given
    path = folder / "secret-key"
    if not path.exists():
        make_private_folder(folder)
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def make_private_folder(folder: Path) -> None:
    """A folder that only this account may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o007:
        folder.chmod(0o700)


def write_private(path: Path, content: str) -> None:
    """Write a file that only this account may read; the first writer wins."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
