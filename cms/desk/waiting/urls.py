"""Addresses of the list of what waits, below /admin/desk/waiting/."""

from django.urls import path

from cms.desk.waiting import views

urlpatterns = [
    path("", views.WaitingView.as_view(), name="desk_waiting"),
    path("results/", views.WaitingView.as_view(results_only=True), name="desk_waiting_results"),
    path("views/", views.ViewsView.as_view(), name="desk_views"),
    path("<int:page_id>/", views.HandlingView.as_view(), name="desk_handling"),
]
