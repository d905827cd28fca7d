"""Files that wait between two steps: for a day, for their session alone, the newest few."""

import uuid
from typing import Any

from prongsai.registerkit.holding import (
    MOST_WAITING,
    find_waiting,
    keep_waiting,
    read_held,
    release,
)


def test_a_file_waits_for_its_session_alone() -> None:
    mine: dict[str, Any] = {}
    key = keep_waiting(mine, "imports", b"a", {"name": "x.csv"})
    assert find_waiting(mine, "imports", key) == (b"a", {"name": "x.csv"})
    assert find_waiting({}, "imports", key) is None
    assert find_waiting(mine, "others", key) is None
    assert find_waiting(mine, "imports", uuid.uuid4()) is None
    release([key])
    assert find_waiting(mine, "imports", key) is None


def test_of_many_only_the_newest_wait() -> None:
    session: dict[str, Any] = {}
    keys = [keep_waiting(session, "imports", bytes([at]), at) for at in range(MOST_WAITING + 2)]
    assert [find_waiting(session, "imports", key) is not None for key in keys] == [
        False,
        False,
        *[True] * MOST_WAITING,
    ]
    assert read_held(keys[0]) is None  # it is not only forgotten, it is gone
    release(keys)
