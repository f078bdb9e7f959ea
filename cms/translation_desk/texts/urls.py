"""Addresses of vocabulary and mails on the desk, below /admin/translations/texts/."""

from django.urls import path

from cms.translation_desk.texts import views

urlpatterns = [
    path("<slug:language>/", views.TextsView.as_view(), name="translation_texts"),
    path(
        "<slug:language>/<slug:source>/<slug:group>/",
        views.GroupView.as_view(),
        name="translation_text_group",
    ),
]
