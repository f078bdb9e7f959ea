"""Addresses of the report on decisions, below /admin/desk/report/."""

from django.urls import path

from cms.desk.reports import views

urlpatterns = [
    path("", views.ReportView.as_view(), name="desk_report"),
    path("decisions.<str:format>", views.ReportFileView.as_view(), name="desk_report_file"),
]
