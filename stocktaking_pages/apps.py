from django.apps import AppConfig


class StocktakingPagesConfig(AppConfig):
    name = "stocktaking_pages"
    label = "stocktaking_pages"

    def ready(self) -> None:
        from cms.records.importing import kinds
        from search import registry
        from stocktaking_pages.documents import ProjectSource
        from stocktaking_pages.importing import ProjectKind
        from stocktaking_pages.media import register_uses

        registry.register(ProjectSource())
        kinds.register(ProjectKind())
        register_uses()
