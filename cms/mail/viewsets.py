"""Mail in the admin: the outbox, the words of every mail, the addresses that no mail reaches."""

from __future__ import annotations

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup

from cms.core.kept import KeptViewSet
from cms.mail import views
from cms.mail.enums import AddressState, State
from cms.mail.kinds import TEMPLATED, Kind
from cms.mail.models import Address, OutgoingMail, Template
from cms.mail.permissions import RulePolicy, can_decide_on_mails, can_read_mails, can_write

READING = frozenset({"add", "edit", "change", "delete", "usage"})
"""What nobody does to rows that are only looked at."""


class MailFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = OutgoingMail
        fields = ["state", "kind", "language"]


class MailViewSet(KeptViewSet):
    model = OutgoingMail
    name = "mail"
    icon = "mail"
    menu_label = _("Outbox")
    closed = READING | {"history", "history_results"}
    inspect_view_enabled = True
    inspect_view_class = views.MailView
    inspect_template_name = "mail/mail.html"
    inspect_view_fields = [
        "to",
        "kind",
        "language",
        "state",
        "problem",
        "reply",
        "tries",
        "next_try",
        "created_at",
        "sent_at",
    ]
    index_view_class = views.MailIndexView
    index_template_name = "mail/outbox.html"
    filterset_class = MailFilterSet
    list_per_page = 50
    list_display = [
        "__str__",
        Column("to", label=_("To"), sort_key="to"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("get_problem_display", label=_("Problem")),
        Column("tries", label=_("Tries"), sort_key="tries"),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
    ]
    search_fields = ["to", "subject"]
    edit_handler = ObjectList([])

    @property
    def permission_policy(self) -> RulePolicy:
        return RulePolicy(self.model, can_read_mails, frozenset({"view"}))


class TemplateFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TEMPLATED)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    own = django_filters.BooleanFilter(label=_("Changed here"))

    class Meta:
        model = Template
        fields = ["kind", "language", "own"]


class TemplateViewSet(KeptViewSet):
    model = Template
    name = "mail_templates"
    url_prefix = "mail/templates"
    icon = "doc-full-inverse"
    menu_label = _("Templates")
    closed = frozenset({"add", "delete"})
    index_view_class = views.TemplateIndexView
    edit_view_class = views.TemplateEditView
    edit_template_name = "mail/template.html"
    filterset_class = TemplateFilterSet
    list_per_page = 50
    list_display = [
        "__str__",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("subject", label=_("Subject")),
        BooleanColumn("own", label=_("Changed here"), sort_key="own"),
    ]
    search_fields = ["subject", "body"]
    edit_handler = ObjectList([FieldPanel("subject"), FieldPanel("body")])

    @property
    def permission_policy(self) -> RulePolicy:
        return RulePolicy(self.model, can_write, frozenset({"change"}))


class AddressFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=AddressState.choices)

    class Meta:
        model = Address
        fields = ["state"]


class AddressViewSet(KeptViewSet):
    model = Address
    name = "mail_addresses"
    url_prefix = "mail/addresses"
    icon = "user"
    menu_label = _("Marked addresses")
    closed = READING
    history_view_class = views.AddressHistoryView
    index_view_class = views.AddressIndexView
    index_template_name = "mail/addresses.html"
    filterset_class = AddressFilterSet
    list_per_page = 50
    list_display = [
        "email",
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("reason", label=_("The server's words")),
        DateColumn("since", label=_("Since"), sort_key="since"),
        views.ClearColumn("clear", label=_("Decision"), accessor="pk"),
    ]
    search_fields = ["email", "reason"]
    edit_handler = ObjectList([])

    @property
    def permission_policy(self) -> RulePolicy:
        return RulePolicy(self.model, can_decide_on_mails, frozenset({"view"}))


class MailGroup(ViewSetGroup):
    menu_label = _("Mail")
    menu_name = "mail"
    menu_icon = "mail"
    menu_order = 330
    items = (MailViewSet(), TemplateViewSet(), AddressViewSet())
