"""A mail server of our own that remembers which messages it received."""

import email
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

from bench.kills.program import free_port


class Postbox:
    """Receives mail on a port of this machine, as long as the `with` lasts."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """One message came in."""
        self.received.append(str(email.message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"

    def __enter__(self) -> "Postbox":
        self.controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.controller.stop()
