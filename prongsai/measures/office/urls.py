"""Addresses of the office's pages about measures."""

from django.urls import path

from prongsai.common.access import access, signed_in
from prongsai.measures.office import (
    announcement,
    checks,
    imports,
    measure,
    origins,
    plans,
    proofs,
    report,
    requests,
)
from prongsai.measures.permissions import may_manage_plan, may_see_office

see = access(may_see_office)
manage = access(may_manage_plan)

urlpatterns = [
    path("measures/", see(plans.index), name="measures_index"),
    path("measures/new/", manage(plans.create), name="measures_create"),
    path("measures/import/", manage(imports.upload), name="measures_import"),
    path("measures/import/sample/", manage(imports.sample), name="measures_import_sample"),
    path("measures/import/<uuid:key>/", manage(imports.preview), name="measures_import_preview"),
    path(
        "measures/step-from/<str:code>/<uuid:public_id>/",
        manage(origins.step_from),
        name="measures_step_from",
    ),
    path("measures/mine/", see(requests.mine), name="measures_mine"),
    path("measures/answer/<uuid:public_id>/", access(signed_in)(requests.answer), name="measures_answer"),
    path(
        "measures/answer/<uuid:public_id>/<int:pk>/",
        access(signed_in)(requests.answer_measure),
        name="measures_answer_measure",
    ),
    path("measures/<int:year>/", see(plans.table), name="measures_plan"),
    path("measures/<int:year>/timeline/", see(plans.timeline), name="measures_timeline"),
    path("measures/<int:year>/add/", manage(plans.add), name="measures_add"),
    path("measures/<int:year>/copy/", manage(plans.copy), name="measures_copy"),
    path("measures/<int:year>/publish/", manage(announcement.publish), name="measures_publish"),
    path("measures/<int:year>/unpublish/", manage(announcement.unpublish), name="measures_unpublish"),
    path("measures/<int:year>/publish-report/", manage(announcement.publish_report), name="measures_publish_report"),
    path("measures/<int:year>/announcement/", see(announcement.page), name="measures_announcement"),
    path("measures/<int:year>/announcement/submit/", manage(announcement.submit), name="measures_announcement_submit"),
    path("measures/<int:year>/announcement/page/<int:number>.png", see(announcement.picture), name="measures_announcement_picture"),
    path("measures/<int:year>/announcement/plan.pdf", see(announcement.document), name="measures_announcement_file"),
    path("measures/<int:year>/export/<str:kind>/", see(plans.export), name="measures_export"),
    path("measures/<int:year>/checks/", see(checks.page), name="measures_checks"),
    path("measures/<int:year>/checks/dismiss/", manage(checks.dismiss), name="measures_dismiss"),
    path("measures/<int:year>/checks/fix/", manage(checks.fix), name="measures_fix"),
    path("measures/<int:year>/checks/<int:pk>/restore/", manage(checks.restore), name="measures_restore"),
    path("measures/<int:year>/requests/", manage(requests.board), name="measures_requests"),
    path("measures/<int:year>/requests/<int:pk>/close/", manage(requests.close), name="measures_close_request"),
    path("measures/<int:year>/report/", see(report.page), name="measures_report"),
    path("measures/<int:year>/report/wording/", manage(report.wording), name="measures_wording"),
    path("measures/<int:year>/report/submit/", manage(report.submit), name="measures_report_submit"),
    path("measures/<int:year>/report/page/<int:number>.png", see(report.picture), name="measures_report_picture"),
    path("measures/<int:year>/report/<str:name>", see(report.download), name="measures_report_file"),
    path("measures/report/<uuid:public_id>/return/", manage(report.give_back), name="measures_report_return"),
    path("measures/measure/<uuid:public_id>/", see(measure.page), name="measures_measure"),
    path("measures/measure/<uuid:public_id>/history/", see(measure.compare), name="measures_history"),
    path("measures/measure/<uuid:public_id>/edit/<str:cell>/", see(plans.edit_cell), name="measures_cell"),
    path("measures/measure/<uuid:public_id>/step/<int:pk>/", see(measure.save_step), name="measures_step"),
    path("measures/measure/<uuid:public_id>/output/<int:pk>/", see(measure.save_output), name="measures_output"),
    path("measures/measure/<uuid:public_id>/evidence/", see(proofs.add_evidence), name="measures_evidence"),
    path(
        "measures/measure/<uuid:public_id>/evidence/<int:pk>/detach/",
        see(proofs.detach_evidence),
        name="measures_detach",
    ),
    path(
        "measures/measure/<uuid:public_id>/evidence/<int:pk>/suggestion/",
        see(proofs.take_suggestion),
        name="measures_suggestion",
    ),
    path("measures/measure/<uuid:public_id>/evidence/choose/", see(proofs.choose), name="measures_choose"),
    path("measures/measure/<uuid:public_id>/evidence/record/", see(proofs.attach_record), name="measures_record"),
    path("measures/measure/<uuid:public_id>/indicators/", manage(measure.add_indicator), name="measures_add_indicator"),
    path("measures/measure/<uuid:public_id>/indicators/<int:pk>/", see(measure.save_indicator), name="measures_indicator"),
    path("measures/measure/<uuid:public_id>/stop/", manage(measure.stop), name="measures_stop"),
    path("measures/measure/<uuid:public_id>/resume/", manage(measure.resume), name="measures_resume"),
    path("measures/measure/<uuid:public_id>/delete/", manage(measure.delete), name="measures_delete"),
]  # fmt: skip
