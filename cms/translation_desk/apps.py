from django.apps import AppConfig


class TranslationDeskConfig(AppConfig):
    name = "cms.translation_desk"
    label = "translation_desk"
