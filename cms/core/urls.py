"""Addresses of the files people upload."""

from django.urls import path

from cms.core import media

urlpatterns = [path("media/<path:path>", media.serve, name="media")]
