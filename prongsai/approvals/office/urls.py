"""Addresses under /office/approvals/."""

from django.urls import path

from prongsai.approvals.office import chains, pages
from prongsai.approvals.permissions import may_change_chains, may_see
from prongsai.common.access import access

see = access(may_see)
at = "approvals/"
one = f"{at}<uuid:public_id>/"

urlpatterns = [
    path(at, see(pages.inbox), name="approvals_inbox"),
    path(
        f"{at}chains/<slug:kind>/", access(may_change_chains)(chains.page), name="approvals_chain"
    ),
    path(one, see(pages.page), name="approvals_page"),
    path(f"{one}sign/", see(pages.sign), name="approvals_sign"),
    path(f"{one}paper/", see(pages.paper), name="approvals_paper"),
    path(f"{one}withdraw/", see(pages.withdraw), name="approvals_withdraw"),
    path(f"{one}document.pdf", see(pages.document), name="approvals_document"),
    path(f"{one}page/<int:number>.png", see(pages.picture), name="approvals_picture"),
]
