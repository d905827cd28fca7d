"""What the importer says is compared in English, whatever the translations say."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english(_thai: None) -> Iterator[None]:
    with translation.override("en"):
        yield
