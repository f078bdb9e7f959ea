"""Addresses of decisions taken together, below /admin/desk/runs/."""

from django.urls import path

from cms.desk.runs import views

urlpatterns = [
    path("", views.RunsView.as_view(), name="desk_runs"),
    path("<int:pk>/", views.RunView.as_view(), name="desk_run"),
]
