"""Addresses of the translators' desk, below /admin/translations/."""

from django.urls import include, path

from cms.translation_desk.edits import views as edits
from cms.translation_desk.page import views as page
from cms.translation_desk.reports.views import ReportView
from cms.translation_desk.sets import views as sets

urlpatterns = [
    path("", include("cms.translation_desk.queue.urls")),
    path("files/", include("cms.translation_desk.files.urls")),
    path("texts/", include("cms.translation_desk.texts.urls")),
    path("report/", ReportView.as_view(), name="translation_report"),
    path("sets/<int:page_id>/", sets.SetView.as_view(), name="translation_set"),
    path("edits/<int:page_id>/", edits.EditsView.as_view(), name="translation_edits"),
    path("<int:page_id>/", page.TranslationView.as_view(), name="translation_page"),
    path("<int:page_id>/help/<int:number>/", page.HelpView.as_view(), name="translation_help"),
    path("<int:page_id>/machine/", page.MachineView.as_view(), name="translation_machine"),
    path("<int:page_id>/segment/", page.SegmentView.as_view(), name="translation_segment"),
]
