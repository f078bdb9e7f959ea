"""Addresses of files of translations, below /admin/translations/files/."""

from django.urls import path

from cms.translation_desk.files import views

urlpatterns = [
    path("", views.FilesView.as_view(), name="translation_files"),
    path("<int:job_id>/", views.JobView.as_view(), name="translation_file_job"),
    path("<int:job_id>/file/", views.JobFileView.as_view(), name="translation_file_download"),
    path("<int:job_id>/unused/", views.JobReportView.as_view(), name="translation_file_unused"),
]
