"""Addresses under /office/catalogues/."""

from django.urls import path

from prongsai.catalogues.office import adding, correcting, reading
from prongsai.catalogues.permissions import may_correct, may_see_catalogues
from prongsai.common.access import access

see = access(may_see_catalogues)
manage = access(may_correct)
at = "catalogues/"
one = f"{at}<int:year>/"

urlpatterns = [
    path(at, see(reading.index), name="catalogues_index"),
    path(one, see(reading.page), name="catalogues_year"),
    path(f"{one}changes/", see(reading.changes), name="catalogues_changes"),
    path(f"{one}lines/<path:line>/", see(reading.line), name="catalogues_line"),
    path(f"{one}correct/<path:line>/", manage(correcting.page), name="catalogues_correct"),
    path(f"{one}add/", manage(adding.item), name="catalogues_add_item"),
    path(f"{one}add/<str:item>/", manage(adding.component), name="catalogues_add_component"),
    path(
        f"{at}corrections/<uuid:public_id>/withdraw/",
        manage(correcting.withdraw),
        name="catalogues_withdraw",
    ),
]
