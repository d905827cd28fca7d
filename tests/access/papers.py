"""Papers and the mailroom for the table of addresses."""

from typing import Any

from prongsai.correspondence import services as services_of_papers
from prongsai.correspondence.papers.queries import find_procedure
from prongsai.evidence.services import add_files
from tests.conftest import Office


def make_papers(office: Office) -> dict[str, Any]:
    """A published paper with an attachment and an own template; a draft with an attachment."""
    from tests.correspondence.test_papers import draft, issue_with_file

    public, template = issue_with_file(office)
    procedure = find_procedure(public)
    assert procedure is not None
    services_of_papers.seal(procedure=procedure)
    waiting = services_of_papers.draft_paper(actor=office.officer, draft=draft())
    (file,) = add_files(actor=office.officer, uploads=[(b"%PDF-1.7\n%%EOF\n", "b.pdf")])
    services_of_papers.attach(actor=office.officer, paper=waiting, evidence=[file])
    changing = ("edit", "attach", "detach", "submit", "delete")
    return {
        "papers_add kind": "order",
        "papers_template_retire pk": template.pk,
        "papers_detach pk": waiting.attachments.get().pk,
        **{f"papers_{name} public_id": waiting.public_id for name in changing},
        **{
            f"{name} public_id": public.public_id
            for name in (
                "papers_page", "papers_picture", "papers_pdf", "papers_docx", "papers_own_docx",
                "papers_copy", "papers_publish", "public_paper", "public_paper_pdf",
                "public_paper_file",
            )
        },
        "public_paper_file order": 1,
    }  # fmt: skip


def make_mailroom(office: Office) -> dict[str, Any]:
    """A received paper with a file and an assignment, a mail, a handover, an archive."""
    from prongsai.mailroom import services
    from prongsai.mailroom.models import PostFile, PostItem
    from prongsai.organization.queries import find_division

    finance, works = find_division("กองคลัง"), find_division("กองช่าง")
    assert finance is not None
    assert works is not None
    paper = services.receive_paper(
        actor=office.officer,
        draft=services.PaperDraft(sender="จังหวัด", subject="ทดสอบ", to="นายก"),
        uploads=[(b"%PDF-1.7\n%%EOF\n", "a.pdf")],
    )
    (moved,) = services.assign_paper(actor=office.officer, paper=paper, divisions=[finance])
    handover = services.hand_over(
        actor=office.officer, source=finance, target=works, reason="ทดสอบ"
    )
    item = PostItem.objects.create(key="<1@mail.example>", sender="a", subject="b")
    (attached,) = add_files(actor=None, uploads=[(b"%PDF-1.7\n%%EOF\n", "b.pdf")], is_reserved=True)
    file = PostFile.objects.create(item=item, evidence=attached)
    export = services.ask_for_archive(actor=office.officer, year=paper.year)
    services.make_waiting_archives()
    names = (
        "page",
        "correct",
        "minute",
        "assign",
        "accept",
        "finish",
        "stamped",
        "file",
        "thumbnail",
    )
    return {f"mailroom_{name} public_id": paper.public_id for name in names} | {
        "mailroom_file order": 1,
        "mailroom_thumbnail order": 1,
        "mailroom_accept pk": moved.pk,
        "mailroom_finish pk": moved.pk,
        "mailroom_post_receive pk": item.pk,
        "mailroom_dismiss pk": item.pk,
        "mailroom_post_file pk": file.pk,
        "mailroom_handover_pdf pk": handover.pk,
        "mailroom_archive_file pk": export.pk,
        "mailroom_disposal kind": "pdf",
    }
