"""Addresses under /office/organization/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.organization import permissions
from prongsai.organization.office import emblem, posts, structure

see = access(permissions.may_see_organization)
manage = access(permissions.may_manage_organization)
at = "organization/"

urlpatterns = [
    path(at, see(posts.index), name="organization_index"),
    path(f"{at}profile/", manage(structure.profile), name="organization_profile"),
    path(f"{at}emblem/", manage(emblem.page), name="organization_emblem"),
    path(f"{at}emblem/remove/", manage(emblem.remove), name="organization_remove_emblem"),
    path(f"{at}emblem.png", manage(emblem.picture), name="organization_emblem_picture"),
    path(f"{at}divisions/", see(structure.divisions), name="organization_divisions"),
    path(
        f"{at}divisions/add/",
        manage(structure.add_division),
        name="organization_add_division",
    ),
    path(
        f"{at}divisions/<int:pk>/",
        manage(structure.change_division),
        name="organization_division",
    ),
    path(f"{at}wordings/", see(structure.wordings), name="organization_wordings"),
    path(f"{at}wordings/add/", manage(structure.change_wording), name="organization_add_wording"),
    path(f"{at}wordings/<int:pk>/", manage(structure.change_wording), name="organization_wording"),
    path(f"{at}holidays/", see(structure.holidays), name="organization_holidays"),
    path(
        f"{at}holidays/<int:pk>/remove/",
        manage(structure.remove_holiday),
        name="organization_remove_holiday",
    ),
    path(f"{at}positions/add/", manage(posts.add), name="organization_add_position"),
    path(f"{at}positions/<int:pk>/", see(posts.page), name="organization_position"),
    path(
        f"{at}positions/<int:pk>/change/",
        manage(posts.change),
        name="organization_change_position",
    ),
    path(f"{at}positions/<int:pk>/appoint/", manage(posts.appoint), name="organization_appoint"),
    path(
        f"{at}positions/<int:pk>/acting/",
        manage(posts.appoint_acting),
        name="organization_appoint_acting",
    ),
    path(f"{at}tenures/<int:pk>/end/", manage(posts.end_tenure), name="organization_end_tenure"),
    path(f"{at}acting/<int:pk>/end/", manage(posts.end_acting), name="organization_end_acting"),
]
