from django.apps import AppConfig


class PrizesPagesConfig(AppConfig):
    name = "prizes_pages"
    label = "prizes_pages"

    def ready(self) -> None:
        from cms.records.importing import kinds
        from prizes_pages import signal_handlers
        from prizes_pages.documents import EntrySource
        from prizes_pages.importing import PrizeKind
        from search import registry

        signal_handlers.connect()
        registry.register(EntrySource())
        kinds.register(PrizeKind())
