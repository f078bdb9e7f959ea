from django.apps import AppConfig


class StocktakingPagesConfig(AppConfig):
    name = "stocktaking_pages"
    label = "stocktaking_pages"
