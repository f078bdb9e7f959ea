"""Addresses of the desk, below /admin/desk/."""

from django.urls import path

from cms.desk import views

urlpatterns = [
    path("", views.WaitingView.as_view(), name="desk_waiting"),
    path("results/", views.WaitingView.as_view(results_only=True), name="desk_waiting_results"),
    path("records/", views.RecordsView.as_view(), name="desk_records"),
    path("records/results/", views.RecordsView.as_view(results_only=True), name="desk_records_results"),
    path("<int:page_id>/", views.DecisionView.as_view(), name="desk_page"),
    path("<int:page_id>/preview/", views.PreviewView.as_view(), name="desk_preview"),
]
