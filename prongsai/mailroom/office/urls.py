"""Addresses under /office/received/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.mailroom import permissions
from prongsai.mailroom.office import intake, paper, register

see = access(permissions.may_list)
receive = access(permissions.may_receive)
one = "<uuid:public_id>/"

urlpatterns = [
    path("", see(register.index), name="mailroom_index"),
    path("register.<str:kind>", see(register.export), name="mailroom_export"),
    path("mine/", receive(register.mine), name="mailroom_mine"),
    path("new/", receive(intake.add), name="mailroom_add"),
    path(one, see(paper.page), name="mailroom_page"),
    path(f"{one}correct/", receive(paper.correct), name="mailroom_correct"),
    path(f"{one}minute/", receive(paper.minute), name="mailroom_minute"),
    path(f"{one}assign/", receive(paper.assign), name="mailroom_assign"),
    path(f"{one}accept/<int:pk>/", receive(paper.accept), name="mailroom_accept"),
    path(f"{one}finish/<int:pk>/", receive(paper.finish), name="mailroom_finish"),
    path(f"{one}stamped.pdf", see(paper.stamped), name="mailroom_stamped"),
    path(f"{one}files/<int:order>/", see(paper.file), name="mailroom_file"),
    path(f"{one}files/<int:order>/thumb.jpg", see(paper.thumbnail), name="mailroom_thumbnail"),
]
