from django.apps import AppConfig


class StocktakingPagesConfig(AppConfig):
    name = "stocktaking_pages"
    label = "stocktaking_pages"

    def ready(self) -> None:
        from search import registry
        from stocktaking_pages.documents import ProjectSource

        registry.register(ProjectSource())
