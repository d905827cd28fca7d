"""Public addresses: checking a document, published papers."""

from django.urls import path

from prongsai.common.access import access, anyone
from prongsai.correspondence import views
from prongsai.correspondence.papers import views as papers

public = access(anyone)

one = "documents/<uuid:public_id>/"

urlpatterns = [
    path("documents/", public(papers.index), name="public_papers"),
    path("documents/feed.atom", public(papers.PapersFeed()), name="public_papers_feed"),
    path(one, public(papers.page), name="public_paper"),
    path(f"{one}paper.pdf", public(papers.pdf), name="public_paper_pdf"),
    path(f"{one}files/<int:order>/", public(papers.attachment), name="public_paper_file"),
    path("verify/", public(views.find), name="public_verify_find"),
    path("verify/<str:code>/", public(views.verify), name="public_verify"),
]
