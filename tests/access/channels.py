"""What the addresses of channels need in the table of who may open what."""

from typing import Any

from django.utils import timezone

from prongsai.channels import services
from prongsai.channels.codes import Channel
from prongsai.channels.models import ChannelAccount
from prongsai.common.secretbox import seal
from tests.channels.conftest import make_news
from tests.conftest import Office


def make_channels(office: Office) -> dict[str, Any]:
    """A LINE account (that is not asked) and a publication that waits for its digest."""
    ChannelAccount.objects.create(channel=Channel.LINE, token=seal("-"), secret=seal("-"))
    publication = services.publish(
        actor=office.officer, publication=make_news(), channels=["website", "line"]
    )
    held = publication.deliveries.get(channel=Channel.LINE)
    held.held_until = timezone.now()
    held.save()
    codes = {f"channels_{name} code": "line" for name in ("account", "check", "menu")}
    return codes | {
        "channels_publication public_id": publication.public_id,
        "channels_send_alone pk": held.pk,
    }
