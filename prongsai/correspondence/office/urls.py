"""Addresses under /office/papers/ and /office/registers/."""

from django.urls import path

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.permissions import may_change_chains, may_see
from prongsai.common.access import access
from prongsai.correspondence.office import papers, registers, templates
from prongsai.correspondence.permissions import may_draft, may_manage_templates
from prongsai.organization.permissions import has_position

see, draft, manage = access(may_see), access(may_draft), access(may_manage_templates)
at = "papers/"
one = f"{at}<uuid:public_id>/"

urlpatterns = [
    path("registers/", see(registers.index), name="correspondence_registers"),
    path("registers/<int:pk>/", see(registers.page), name="correspondence_register"),
    path(
        "registers/<int:pk>/next/",
        access(may_change_chains)(registers.set_next),
        name="correspondence_next",
    ),
    path(
        "registers/<int:pk>/archive/",
        access(has_position)(registers.archive),
        name="correspondence_archive",
    ),
    path(
        "registers/certificate/",
        access(is_administrator)(registers.make_certificate),
        name="correspondence_certificate",
    ),
    path(at, see(papers.index), name="papers_index"),
    path(f"{at}new/", draft(papers.choose), name="papers_choose"),
    path(f"{at}new/<slug:kind>/", draft(papers.add), name="papers_add"),
    path(f"{at}templates/", manage(templates.index), name="papers_templates"),
    path(f"{at}templates/<int:pk>/", manage(templates.retire), name="papers_template_retire"),
    path(one, see(papers.page), name="papers_page"),
    path(f"{one}edit/", draft(papers.edit), name="papers_edit"),
    path(f"{one}page/<int:number>.png", see(papers.picture), name="papers_picture"),
    path(f"{one}paper.pdf", see(papers.pdf), name="papers_pdf"),
    path(f"{one}paper.docx", see(papers.docx), name="papers_docx"),
    path(f"{one}own.docx", see(templates.filled), name="papers_own_docx"),
    path(f"{one}attach/", draft(papers.attach), name="papers_attach"),
    path(f"{one}detach/<int:pk>/", draft(papers.detach), name="papers_detach"),
    path(f"{one}submit/", draft(papers.submit), name="papers_submit"),
    path(f"{one}delete/", draft(papers.delete), name="papers_delete"),
    path(f"{one}copy/", draft(papers.copy), name="papers_copy"),
    path(f"{one}publish/", draft(papers.publish), name="papers_publish"),
]
