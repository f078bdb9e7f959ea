from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "cms.translations"
    label = "translations"

    def ready(self) -> None:
        from cms.translations import checks, signal_handlers  # noqa: F401 - the check registers itself

        signal_handlers.connect()
