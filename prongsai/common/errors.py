"""What a use case says when it may not do what was asked."""

from django.utils.functional import Promise


class Refused(Exception):
    """A rule forbids the act. `message` is for people; `field` names the input it belongs to."""

    def __init__(self, message: "str | Promise", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
