"""Addresses under /office/circulars/."""

from django.urls import path

from prongsai.circulars.office import dashboard, managing, reading, sheets, starting, status
from prongsai.circulars.permissions import may_open_inbox, may_see_dashboard, may_start
from prongsai.common.access import access

mine = access(may_open_inbox)
see = access(may_see_dashboard)
lead = access(may_start)
at = "circulars/"
one = f"{at}<uuid:public_id>/"
person = f"{one}people/<int:pk>/"

urlpatterns = [
    path(at, mine(reading.inbox), name="circulars_inbox"),
    path(f"{at}new/", lead(starting.page), name="circulars_new"),
    path(f"{at}overview/", see(dashboard.page), name="circulars_overview"),
    path(f"{at}overview/<int:year>.<str:kind>", see(dashboard.export), name="circulars_overview_export"),
    path(one, mine(reading.page), name="circulars_page"),
    path(f"{one}document/", mine(reading.document), name="circulars_document"),
    path(f"{one}page/<int:number>.png", mine(reading.picture), name="circulars_picture"),
    path(f"{one}status/", see(status.page), name="circulars_status"),
    path(f"{one}people.<str:kind>", see(status.export), name="circulars_export"),
    path(f"{one}certificate.pdf", see(status.certificate), name="circulars_certificate"),
    path(f"{one}certificate/keep/", lead(managing.keep_certificate), name="circulars_keep"),
    path(f"{one}people/add/", lead(managing.add), name="circulars_add"),
    path(f"{one}links/", lead(managing.links), name="circulars_links"),
    path(f"{one}close/", lead(managing.close), name="circulars_close"),
    path(f"{one}sheet.pdf", lead(sheets.document), name="circulars_sheet_file"),
    path(f"{one}sheet/", lead(sheets.page), name="circulars_sheet"),
    path(f"{person}exempt/", lead(managing.exempt), name="circulars_exempt"),
    path(f"{person}lift/", lead(managing.lift), name="circulars_lift"),
    path(f"{person}link/", lead(managing.link), name="circulars_link"),
]  # fmt: skip
