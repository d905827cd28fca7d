"""Addresses of the care of the website under /office/website/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.website.office import care, kit, reports
from prongsai.website.permissions import may_manage_site, may_open_care, may_write_of_site

see = access(may_open_care)
write = access(may_write_of_site)
manage = access(may_manage_site)

urlpatterns = [
    path("care/", see(care.page), name="website_care"),
    path("care.<str:kind>", see(care.export), name="website_care_export"),
    path("care/<int:pk>/right/", see(care.confirm), name="website_confirm"),
    path("care/order/", write(care.order), name="website_keepers_order"),
    path("reports/", see(reports.index), name="website_reports"),
    path("reports/setting/", manage(reports.setting), name="website_reports_setting"),
    path("reports/<str:month>/", see(reports.month), name="website_month"),
    path("reports/<str:month>/draft/", write(reports.draft), name="website_month_draft"),
    path("kit/", see(kit.page), name="website_kit"),
    path("kit/<str:name>", see(kit.file), name="website_kit_file"),
]
