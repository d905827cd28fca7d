"""Addresses under /office/website/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.website import permissions
from prongsai.website.office import care, documents, editors, kit, links, look, reports, tell

see = access(permissions.may_open_care)
papers = access(permissions.may_write_of_site)
write = access(permissions.may_open_site)
manage = access(permissions.may_manage_site)

urlpatterns = [
    path("documents/", write(documents.index), name="website_documents"),
    path(
        "documents/<int:pk>/set-aside/",
        write(documents.set_aside),
        name="website_document_set_aside",
    ),
    path("links/", write(links.index), name="website_links"),
    path("links/check/", write(links.check), name="website_check_links"),
    path("editors/", manage(editors.index), name="website_editors"),
    path("editors/<int:pk>/remove/", manage(editors.remove), name="website_editor_remove"),
    path("editors/moderation/", manage(editors.moderation), name="website_moderation"),
    path("care/", see(care.page), name="website_care"),
    path("care.<str:kind>", see(care.export), name="website_care_export"),
    path("care/<int:pk>/right/", see(care.confirm), name="website_confirm"),
    path("care/order/", papers(care.order), name="website_keepers_order"),
    path("reports/", see(reports.index), name="website_reports"),
    path("reports/setting/", manage(reports.setting), name="website_reports_setting"),
    path("reports/<str:month>/", see(reports.month), name="website_month"),
    path("reports/<str:month>/draft/", papers(reports.draft), name="website_month_draft"),
    path("look/", manage(look.page), name="website_look"),
    path("categories/add/", manage(look.category), name="website_add_category"),
    path("categories/<slug:slug>/", manage(look.category), name="website_category"),
    path("tell/<int:pk>/", write(tell.page), name="website_tell"),
    path("tell/<int:pk>/correct/", write(tell.correct), name="website_tell_correct"),
    path("tell/<int:pk>/withdraw/", write(tell.withdraw), name="website_tell_withdraw"),
    path("kit/", see(kit.page), name="website_kit"),
    path("kit/<str:name>", see(kit.file), name="website_kit_file"),
]
