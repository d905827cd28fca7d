"""Log lines as JSON: when, what, where. No bodies, no addresses of people, no personal data."""

import json
import logging
import re
from datetime import UTC, datetime

# One-time links and answers to requests are secrets in themselves.
_SECRET_PATHS = re.compile(r"/(invitation|setup|reset|answer|circular)/[^/\s?\"']+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = redact(_frames(record))
        return json.dumps(line, ensure_ascii=False)


def redact(message: str) -> str:
    """The message without one-time links and e-mail addresses."""
    return _ADDRESS.sub("[e-mail]", _SECRET_PATHS.sub(r"/\1/[…]", message))


def _frames(record: logging.LogRecord) -> str:
    # Where it happened, without the exception's own text: that may quote what a person typed.
    import traceback

    frames = traceback.extract_tb(record.exc_info[2] if record.exc_info else None)
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
