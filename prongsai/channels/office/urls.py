"""Addresses under /office/channels/."""

from django.urls import path

from prongsai.channels.office import accounts, overview, publications
from prongsai.channels.permissions import may_see_log, may_send_again, may_set_accounts
from prongsai.common.access import access

read, again, keep = access(may_see_log), access(may_send_again), access(may_set_accounts)

urlpatterns = [
    path("", read(overview.index), name="channels_index"),
    path("log/", read(publications.log), name="channels_log"),
    path("log.<str:kind>", read(publications.export), name="channels_log_export"),
    path("log/<uuid:public_id>/", read(publications.page), name="channels_publication"),
    path("sendings/<int:pk>/again/", again(overview.send_again), name="channels_send_again"),
    path("deliveries/<int:pk>/now/", again(overview.send_alone), name="channels_send_alone"),
    path("menu.png", keep(accounts.menu_picture), name="channels_menu_picture"),
    path("<str:code>/", keep(accounts.account), name="channels_account"),
    path("<str:code>/test/", keep(accounts.check), name="channels_check"),
    path("<str:code>/menu/", keep(accounts.menu), name="channels_menu"),
]
