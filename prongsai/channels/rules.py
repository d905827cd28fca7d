"""When a failed delivery is tried again."""

import datetime as dt

PAUSES = (1, 5, 30, 120, 360, 720, 1440)  # minutes after the 1st, 2nd … attempt
MAX_ATTEMPTS = len(PAUSES) + 1


def next_attempt(attempts: int) -> dt.timedelta:
    """The pause after so many attempts."""
    return dt.timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1])
