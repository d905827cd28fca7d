"""The door of the app: what others may ask `organization` to write."""

from prongsai.organization.services.creation import create_organization
from prongsai.organization.services.emblem import remove_emblem, set_emblem
from prongsai.organization.services.holidays import add_holiday, remove_holiday, seed_holidays
from prongsai.organization.services.people import (
    appoint,
    appoint_acting,
    end_acting,
    end_tenure,
    sync_groups,
)
from prongsai.organization.services.structure import (
    add_division,
    change_division,
    save_position,
    save_wording,
    update_profile,
)

__all__ = [
    "add_division",
    "add_holiday",
    "appoint",
    "appoint_acting",
    "change_division",
    "create_organization",
    "end_acting",
    "end_tenure",
    "remove_emblem",
    "remove_holiday",
    "save_position",
    "save_wording",
    "seed_holidays",
    "set_emblem",
    "sync_groups",
    "update_profile",
]
