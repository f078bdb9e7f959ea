from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class ModerationConfig(AppConfig):
    name = "cms.moderation"
    label = "moderation"
    default = True

    def ready(self) -> None:
        from cms.mail import collecting
        from cms.moderation import checks, signal_handlers  # noqa: F401 - the checks register themselves
        from cms.moderation.notices.mails import tell_authors

        signal_handlers.connect()
        collecting.register(tell_authors)


class QuietAdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin without its workflow mails, which it sends inside the request and the transaction."""

    default = False

    def ready(self) -> None:
        super().ready()
        from cms.moderation.mail import silence_wagtail

        silence_wagtail()
