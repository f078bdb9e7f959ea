from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "cms.translations"
    label = "translations"

    def ready(self) -> None:
        from cms.translations import checks  # noqa: F401 - registers the check
