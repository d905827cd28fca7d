"""Samples of search for the access table."""

from typing import Any

from prongsai.search import services
from prongsai.search.models import Unfound
from tests.conftest import Office


def make_search(office: Office) -> dict[str, Any]:
    """A promoted answer and a question without one."""
    promoted = services.Promoted("ค่าขยะ", "จ่ายค่าขยะ", "/contact/")
    promotion = services.save_promotion(actor=office.officer, promoted=promoted)
    services.note_unfound("ค่าน้ำ")
    return {
        "search_promotion pk": promotion.pk,
        "search_promotion_remove pk": promotion.pk,
        "search_unfound_clear pk": Unfound.objects.get().pk,
    }
