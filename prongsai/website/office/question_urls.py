"""Addresses under /office/website/questions/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.website.office import questions
from prongsai.website.permissions import may_manage_site, may_see_questions

see, manage = access(may_see_questions), access(may_manage_site)
one = "<uuid:public_id>/"

urlpatterns = [
    path("", see(questions.index), name="website_questions"),
    path("list.<str:kind>", see(questions.export), name="website_questions_export"),
    path(one, see(questions.page), name="website_question"),
    path(f"{one}answer/", see(questions.answer), name="website_question_answer"),
    path(f"{one}assign/", manage(questions.assign), name="website_question_assign"),
    path(f"{one}back/", manage(questions.send_back), name="website_question_back"),
    path(f"{one}publish/", manage(questions.publish), name="website_question_publish"),
    path(f"{one}withhold/", manage(questions.withhold), name="website_question_withhold"),
    path(f"{one}reject/", manage(questions.reject), name="website_question_reject"),
]
