from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from cms.taxonomy import checks, signal_handlers


class TaxonomyConfig(AppConfig):
    name = "cms.taxonomy"
    label = "taxonomy"
    verbose_name = _("Vocabularies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.check_labels_in_every_language)
        signal_handlers.connect(self.get_model(name) for name in ("Term", "TermLabel", "TermAlias"))
