"""Addresses of the history, below /admin/history/."""

from django.urls import path, re_path

from cms.history import views
from cms.history.changes.views import ChangesFileView, ChangesView

urlpatterns = [
    path("changes/", ChangesView.as_view(), name="history_changes"),
    path("changes/<slug:format>/", ChangesFileView.as_view(), name="history_changes_file"),
    path("<int:page_id>/", views.TimeLineView.as_view(), name="history"),
    path("<int:page_id>/compare/", views.CompareView.as_view(), name="history_compare"),
    path("<int:page_id>/restore/", views.RestoreView.as_view(), name="history_restore"),
    re_path(
        r"^(?P<page_id>[0-9]{1,18})/history\.(?P<name>csv|json)$",
        views.ExportView.as_view(),
        name="history_export",
    ),
]
