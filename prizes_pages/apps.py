from django.apps import AppConfig


class PrizesPagesConfig(AppConfig):
    name = "prizes_pages"
    label = "prizes_pages"
