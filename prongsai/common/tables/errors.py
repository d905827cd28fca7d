"""What the importer says of a file it can't read."""

from django.utils.functional import Promise


class UnreadableFile(Exception):
    """The file can't be read; `code` is stable, the message is for a person."""

    def __init__(self, code: str, message: "str | Promise") -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
