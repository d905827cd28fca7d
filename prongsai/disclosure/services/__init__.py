"""The door of the app: years, keepers, places of proof."""

from prongsai.disclosure.services.carrying import CarriedOver, carry_over
from prongsai.disclosure.services.checks import run_waiting, start_checks, start_nightly
from prongsai.disclosure.services.duties import set_keeper
from prongsai.disclosure.services.proofs import (
    PlaceDraft,
    add_address,
    add_file,
    change_proof,
    pin_entry,
    set_aside,
    withdraw_proof,
)
from prongsai.disclosure.services.reminders import remind
from prongsai.disclosure.services.snapshots import seal_snapshot, seal_waiting, take_snapshot
from prongsai.disclosure.services.years import open_year, publish_year, take_year_off

__all__ = [
    "CarriedOver",
    "PlaceDraft",
    "add_address",
    "add_file",
    "carry_over",
    "change_proof",
    "open_year",
    "pin_entry",
    "publish_year",
    "remind",
    "run_waiting",
    "seal_snapshot",
    "seal_waiting",
    "set_aside",
    "set_keeper",
    "start_checks",
    "start_nightly",
    "take_snapshot",
    "take_year_off",
    "withdraw_proof",
]
