"""What the addresses of disclosure need in the table of who may open what."""

from collections.abc import Sequence
from typing import Any

from prongsai.disclosure import services
from tests.conftest import Office
from tests.disclosure.conftest import YEAR, keep, show


def make_disclosure(office: Office, own_names: Sequence[str]) -> dict[str, Any]:
    """A public year with an item that the finance division keeps and proves, and a snapshot."""
    year = services.open_year(actor=office.officer, fiscal_year=YEAR)
    keep(office, year, "O1", "กองคลัง")
    proof = show(office.finance, year)
    services.publish_year(actor=office.officer, year=year)
    services.take_snapshot(actor=office.officer, year=year, kind="submission")
    names = [n for n in own_names if n.startswith(("disclosure_", "public_ita"))]
    return {
        **{f"{name} year": YEAR for name in names},
        **{f"{name} code": "o1" for name in names},
        **{f"{name} component": "a" for name in names},
        **{f"{name} public_id": proof.public_id for name in names},
        "public_ita_snapshot_file name": "snapshot.json",
    }
