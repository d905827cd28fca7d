"""What the table of access needs of the assessment."""

from typing import Any

from prongsai.assessment import services
from tests.assessment.test_peers import rows_of
from tests.assessment.test_pulse import begin
from tests.assessment.years import stated
from tests.conftest import Office


def make_result(office: Office, year: int) -> None:
    """A result of the assessment."""
    draft = services.ResultDraft(year, stated({"IIT": 95}))
    services.save_result(actor=office.officer, draft=draft)


def make_comparison(office: Office) -> dict[str, Any]:
    """A table of others' results, a survey of one's own."""
    table = services.save_peers(
        actor=office.officer, fiscal_year=2568, province="", rows=rows_of("ก"), source_name="x"
    )
    token = begin(office).token
    return {
        "assessment_standing year": 2568,
        "assessment_peers_own pk": table.peers.earliest("pk").pk,
        "assessment_peers_remove pk": table.pk,
        "assessment_pulse_new audience": "IIT",
        **{
            f"{name} token": token
            for name in (
                "assessment_pulse",
                "assessment_pulse_poster",
                "assessment_pulse_close",
                "public_pulse",
            )
        },
    }
