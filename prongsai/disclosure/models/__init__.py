"""Tables of disclosure."""

from prongsai.disclosure.models.checks import Checked, CheckRun
from prongsai.disclosure.models.proofs import Proof
from prongsai.disclosure.models.snapshots import Snapshot, SnapshotSeal
from prongsai.disclosure.models.years import DisclosedItem, DisclosureYear, Duty

__all__ = [
    "CheckRun",
    "Checked",
    "DisclosedItem",
    "DisclosureYear",
    "Duty",
    "Proof",
    "Snapshot",
    "SnapshotSeal",
]
