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
    """A mail server's handler: `answer` refuses every mail, `unknown` are no mailboxes, `stranger`
    refuses every sender; while `cut` is more than 0 it takes mail and hangs up before it says so.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.answer = self.stranger = ""
        self.cut = 0
        self.unknown: set[str] = set()
        self.url = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a message, or give the answer that the test wants."""
        if self.answer:
            return self.answer
        self.messages.append(message_from_bytes(envelope.content))
        if self.cut:
            self.cut -= 1
            server.transport.abort()
        return "250 2.0.0 taken"

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a sender."""
        if self.stranger:
            return self.stranger
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient who has a mailbox."""
        if address in self.unknown:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"


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
