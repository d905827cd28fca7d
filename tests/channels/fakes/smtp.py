"""A mail server on this machine (aiosmtpd): keeps what it takes, refuses or waits on demand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller

from tests.config.runner import free_port


class Inbox:
    """A mail server's handler: `answer` refuses everything, `unknown` are no mailboxes."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.answer = ""
        self.unknown: set[str] = set()
        self.url = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a message, or give the answer that the test wants."""
        if self.answer:
            return self.answer
        if self.unknown & set(envelope.rcpt_tos):
            return "550 no such mailbox"
        self.messages.append(message_from_bytes(envelope.content))
        return "250 taken"


class SlowInbox(Inbox):
    """Takes the message, then lets the sender wait for the word that it did."""

    def __init__(self) -> None:
        super().__init__()
        self.hold = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take it at once, say so late."""
        import asyncio

        said = await super().handle_DATA(server, session, envelope)
        while not self.hold.is_set():
            await asyncio.sleep(0.02)
        return said


@contextmanager
def receiving(handler: Inbox) -> Iterator[Inbox]:
    """The server; its address is `handler.url`."""
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.url = f"smtp://127.0.0.1:{port}"
    try:
        yield handler
    finally:
        controller.stop()
