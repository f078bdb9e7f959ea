"""Addresses of the queue, below /admin/translations/, and of a reader's wish, below each language."""

from django.urls import path, re_path

from cms.records.ids import ID_PATTERN
from cms.translation_desk.queue import reader_views, request_views, views

urlpatterns = [
    path("", views.QueueView.as_view(), name="translation_queue"),
    path("results/", views.QueueView.as_view(results_only=True), name="translation_queue_results"),
    path("requests/", request_views.RequestView.as_view(), name="translation_requests"),
]

language_urlpatterns = [
    re_path(
        rf"^stocktaking/record/(?P<record_id>{ID_PATTERN})/translation/$",
        reader_views.ask,
        name="ask_for_translation",
    ),
    re_path(
        rf"^stocktaking/record/(?P<record_id>{ID_PATTERN})/translation/thanks/$",
        reader_views.thanks,
        name="asked_for_translation",
    ),
]
