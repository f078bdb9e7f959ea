from django.apps import AppConfig


class PrizesPagesConfig(AppConfig):
    name = "prizes_pages"
    label = "prizes_pages"

    def ready(self) -> None:
        from search import registry
        from prizes_pages.documents import EntrySource

        registry.register(EntrySource())
