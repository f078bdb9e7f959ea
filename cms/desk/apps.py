from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"

    def ready(self) -> None:
        from django.db.models import DateField, ForeignKey, ManyToManyField
        from wagtail.admin.compare import register_comparison_class
        from wagtail.fields import RichTextField

        from cms.desk import checks  # noqa: F401 - the checks register themselves
        from cms.desk.comparison import (
            DateComparison,
            ListComparison,
            ParagraphsComparison,
            TermComparison,
        )
        from cms.desk.runs.scheduling import release_late
        from cms.desk.spreadsheets import disarm
        from cms.desk.waiting import signal_handlers
        from cms.desk.waiting.models import Handling, SavedView
        from cms.mail import collecting
        from cms.taxonomy.models import Term
        from cms.undo.kinds import Kind, name_parts, register

        register_comparison_class(RichTextField, comparison_class=ParagraphsComparison)
        register_comparison_class(ManyToManyField, comparison_class=ListComparison)
        register_comparison_class(DateField, comparison_class=DateComparison, exact_class=True)
        register_comparison_class(ForeignKey, to=Term, comparison_class=TermComparison)
        signal_handlers.connect()
        disarm()
        collecting.register(release_late)
        register(SavedView, Kind(lambda user, view: view.person_id == user.pk, "desk_waiting"))
        name_parts(Handling, SavedView)
