"""Where the database is: the embedded PostgreSQL of DATA_DIR, or the server of DATABASE_URL."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config import env

NAME = USER = "prongsai"
# The kernel takes at most 107 bytes for a socket's path; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 85


def is_embedded() -> bool:
    """Whether we run the server ourselves."""
    return not env.text("DATABASE_URL", default="")


def settings_for(data_dir: Path) -> dict[str, Any]:
    """Django's entry for the database. Reads no file but the password's, starts nothing."""
    common: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    url = env.text("DATABASE_URL", default="")
    if url:
        return common | _from_url(url)
    return common | {
        "NAME": NAME,
        "USER": USER,
        "PASSWORD": read_password(data_dir),
        "HOST": str(socket_folder(data_dir)),
        "PORT": "5432",
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise env.BadSetting("DATABASE_URL: postgresql://user:password@host:port/name is expected")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def socket_folder(data_dir: Path) -> Path:
    """The private folder of the server's socket: inside DATA_DIR, or short when that is too deep."""
    inside = data_dir / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"prongsai-{os.geteuid()}-{digest}"


def password_file(data_dir: Path) -> Path:
    """Where the embedded server's password is kept (0600)."""
    return data_dir / "database-password"


def read_password(data_dir: Path) -> str:
    """The embedded server's password; empty before its first start."""
    path = password_file(data_dir)
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def ensure_password(data_dir: Path) -> str:
    """The password, made at first use."""
    env.make_private_folder(data_dir)
    env.write_private(password_file(data_dir), secrets.token_urlsafe(32))
    return read_password(data_dir)
