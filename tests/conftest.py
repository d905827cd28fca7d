"""The tests run on the real embedded PostgreSQL, in a data folder of their own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "var" / "test"
os.environ.setdefault("PRONGSAI_DATA_DIR", str(DATA))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

from config.postgres import EmbeddedServer  # noqa: E402

_server = EmbeddedServer(DATA, options={"fsync": "off", "full_page_writes": "off"})


def pytest_configure(config: pytest.Config) -> None:
    """Every process of the run uses the server; the last one out stops it."""
    if "DATABASE_URL" not in os.environ:
        _server.acquire()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go."""
    if "DATABASE_URL" not in os.environ:
        _server.release()


@pytest.fixture(autouse=True)
def _thai() -> Iterator[None]:
    from django.utils import translation

    with translation.override("th"):
        yield
