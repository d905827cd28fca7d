"""Addresses under /office/received/ with their rules."""

from django.urls import path

from prongsai.common.access import access
from prongsai.mailroom import permissions
from prongsai.mailroom.office import intake, keeping, paper, post, register

see = access(permissions.may_list)
receive = access(permissions.may_receive)
read_post = access(permissions.may_read_post)
hand_over = access(permissions.may_hand_over)
destroy = access(permissions.may_destroy)
one = "<uuid:public_id>/"

urlpatterns = [
    path("", see(register.index), name="mailroom_index"),
    path("register.<str:kind>", see(register.export), name="mailroom_export"),
    path("mine/", receive(register.mine), name="mailroom_mine"),
    path("new/", receive(intake.add), name="mailroom_add"),
    path("post/", read_post(post.index), name="mailroom_post"),
    path("post/fetch/", read_post(post.fetch), name="mailroom_fetch"),
    path("post/<int:pk>/", read_post(post.receive), name="mailroom_post_receive"),
    path("post/<int:pk>/dismiss/", read_post(post.dismiss), name="mailroom_dismiss"),
    path("post/files/<int:pk>/", read_post(post.file), name="mailroom_post_file"),
    path("mailbox/", access(permissions.may_set_mailbox)(post.mailbox), name="mailroom_mailbox"),
    path("handover/", hand_over(keeping.handover), name="mailroom_handover"),
    path(
        "handover/<int:pk>/list.pdf", hand_over(keeping.handover_pdf), name="mailroom_handover_pdf"
    ),
    path("archive/", receive(keeping.archive), name="mailroom_archive"),
    path("archive/<int:pk>/", receive(keeping.archive_file), name="mailroom_archive_file"),
    path("retention/", destroy(keeping.retention), name="mailroom_retention"),
    path("retention/list.<str:kind>", destroy(keeping.disposal), name="mailroom_disposal"),
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
