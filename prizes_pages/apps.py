from django.apps import AppConfig


class PrizesPagesConfig(AppConfig):
    name = "prizes_pages"
    label = "prizes_pages"

    def ready(self) -> None:
        from prizes_pages.documents import EntrySource
        from search import registry

        registry.register(EntrySource())
