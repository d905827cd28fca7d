"""Addresses under /office/website/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.website import permissions
from prongsai.website.office import documents, editors, links, look

write = access(permissions.may_open_site)
manage = access(permissions.may_manage_site)
at = "website/"

urlpatterns = [
    path(f"{at}documents/", write(documents.index), name="website_documents"),
    path(
        f"{at}documents/<int:pk>/set-aside/",
        write(documents.set_aside),
        name="website_document_set_aside",
    ),
    path(f"{at}links/", write(links.index), name="website_links"),
    path(f"{at}links/check/", write(links.check), name="website_check_links"),
    path(f"{at}editors/", manage(editors.index), name="website_editors"),
    path(f"{at}editors/<int:pk>/remove/", manage(editors.remove), name="website_editor_remove"),
    path(f"{at}editors/moderation/", manage(editors.moderation), name="website_moderation"),
    path(f"{at}look/", manage(look.page), name="website_look"),
    path(f"{at}categories/add/", manage(look.category), name="website_add_category"),
    path(f"{at}categories/<slug:slug>/", manage(look.category), name="website_category"),
]
