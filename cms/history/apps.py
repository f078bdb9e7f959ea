from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "cms.history"
    label = "history"
