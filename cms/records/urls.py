"""Addresses of records outside the page tree."""

from django.urls import re_path

from cms.records import views
from cms.records.ids import ID_PATTERN

urlpatterns = [
    re_path(rf"^id/(?P<record_id>{ID_PATTERN})/?$", views.by_id, name="record_by_id"),
    re_path(r"^(?:net4/wsis/)?stocktaking/[Pp]roject/[Dd]etails/?$", views.old_address),
    re_path(
        rf"^(?:net4/wsis/)?stocktaking/[Pp]rizes/[0-9]{{4}}/Details(?:Popup)?/(?P<record_id>{ID_PATTERN})/?$",
        views.old_address,
    ),
]

language_urlpatterns = [
    re_path(
        rf"^stocktaking/record/(?P<record_id>{ID_PATTERN})/$", views.in_language, name="record_in_language"
    ),
]
