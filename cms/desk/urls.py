"""Addresses of the desk, below /admin/desk/."""

from django.urls import include, path

from cms.desk import views
from cms.desk.comments.views import BeginView, ThreadView
from cms.desk.duplicates.views import DistinguishView, MergeByIdView, MergeView
from cms.desk.waiting.views import DoorView

urlpatterns = [
    path("", DoorView.as_view(), name="desk"),
    path("waiting/", include("cms.desk.waiting.urls")),
    path("runs/", include("cms.desk.runs.urls")),
    path("report/", include("cms.desk.reports.urls")),
    path("records/", views.RecordsView.as_view(), name="desk_records"),
    path("records/results/", views.RecordsView.as_view(results_only=True), name="desk_records_results"),
    path("<int:page_id>/", views.DecisionView.as_view(), name="desk_page"),
    path("<int:page_id>/comments/", BeginView.as_view(), name="desk_comment"),
    path("<int:page_id>/comments/<str:audience>/<int:pk>/", ThreadView.as_view(), name="desk_thread"),
    path("<int:page_id>/distinct/<int:other_id>/", DistinguishView.as_view(), name="desk_distinguish"),
    path("<int:page_id>/merge/", MergeByIdView.as_view(), name="desk_merge_by_id"),
    path("<int:page_id>/merge/<int:other_id>/", MergeView.as_view(), name="desk_merge"),
    path("<int:page_id>/preview/", views.PreviewView.as_view(), name="desk_preview"),
]
