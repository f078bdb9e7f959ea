"""Addresses of what was deleted, below /admin/deleted/."""

from django.urls import path

from cms.undo import views

urlpatterns = [
    path("", views.DeletedView.as_view(), name="undo"),
    path("results/", views.DeletedView.as_view(results_only=True), name="undo_results"),
    path("<int:pk>/", views.ItemView.as_view(), name="undo_item"),
]
