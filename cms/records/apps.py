from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "cms.records"
    label = "records"

    def ready(self) -> None:
        from cms.records import notices, signal_handlers
        from search import registry

        signal_handlers.connect()
        registry.register_badges(notices.badges_at)
