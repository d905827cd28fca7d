"""The services around the program in the journeys: LINE, Facebook and mail on this machine."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from tests.channels.fakes.graph import PAGE, FakeGraph
from tests.channels.fakes.line import SECRET, FakeLine
from tests.channels.fakes.server import TOKEN, running, wait_until
from tests.channels.fakes.smtp import Inbox, receiving

ACCOUNTS = f"""
from prongsai.channels.models import ChannelAccount as Account
from prongsai.common.secretbox import seal
for channel, identity in (("line", ""), ("facebook", "{PAGE}")):
    Account.objects.create(
        channel=channel, identity=identity, token=seal("{TOKEN}"), secret=seal("{SECRET}")
    )
"""


@dataclass(frozen=True)
class Outside:
    """The services; `environment` leads a program to them."""

    line: FakeLine
    graph: FakeGraph
    inbox: Inbox

    @property
    def environment(self) -> dict[str, str]:
        """The settings of the program."""
        return {
            "PRONGSAI_LINE_API_URL": self.line.url,
            "PRONGSAI_FACEBOOK_API_URL": f"{self.graph.url}/v25.0",
            "PRONGSAI_EMAIL_URL": self.inbox.url,
        }

    def receive(self, to: str, number: int) -> Message:
        """The mail that comes as number so and so to an address, once it has come."""

        def found() -> list[Message]:
            return [mail for mail in self.inbox.messages if to in str(mail["To"])]

        wait_until(lambda: len(found()) >= number)
        return found()[number - 1]


@contextmanager
def surrounding() -> Iterator[Outside]:
    """The services run."""
    line, graph, inbox = FakeLine(), FakeGraph(), Inbox()
    with running(line), running(graph), receiving(inbox):
        yield Outside(line, graph, inbox)


def text_of(mail: Message) -> str:
    """The plain text of a mail."""
    part = next(one for one in mail.walk() if one.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


def path_in(text: str, beginning: str) -> str:
    """The path of the first address of a text that begins so."""
    found = re.search(rf"https?://[^\s<>]+?({re.escape(beginning)}[^\s<>]*)", text)
    assert found is not None, text
    return urlsplit(found[1]).path
