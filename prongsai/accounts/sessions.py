"""The session engine: Django's database sessions that also know their owner."""

import datetime as dt
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from prongsai.accounts.models import Session


class SessionStore(DatabaseStore):
    """Stores sessions in `accounts.Session`, with owner and device beside the data."""

    seen_at: dt.datetime | None = None

    def _get_session_from_db(self) -> Session | None:
        session = cast(Session | None, super()._get_session_from_db())  # type: ignore[misc]
        self.seen_at = session.seen_at if session else None
        return session

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        owner = data.get("_auth_user_id")
        session.user_id = int(owner) if owner else None
        session.device = data.get("device", "")
        session.seen_at = timezone.now()
        return session
