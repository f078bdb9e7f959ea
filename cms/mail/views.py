"""The admin's pages for mails, their words and addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from cms.core.kept import ChangesView
from cms.core.templatetags.languages import direction
from cms.mail import actions, outbox
from cms.mail.enums import DUE, State
from cms.mail.kinds import CONTENTS, Kind
from cms.mail.models import Address, OutgoingMail, Template
from cms.mail.permissions import can_decide_on_mails, can_read_text, readable_mails
from cms.mail.shipped import Words
from cms.mail.wording import fill, one_line


class MailIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        return readable_mails(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"overdue": outbox.overdue()}


class MailView(generic.InspectView):
    """One mail, with what an operator may decide about it."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Mail")
    template_name = "mail/mail.html"

    def get_object(self, queryset: QuerySet[OutgoingMail] | None = None) -> OutgoingMail:
        return get_object_or_404(readable_mails(self.request.user), pk=self.pk)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Leave out what there is nothing to say about."""
        skipped = set() if self.object.state in DUE else {"next_try"}
        told = [name for name in self.fields if name not in skipped and getattr(self.object, name)]
        return [self.get_context_for_field(name) for name in told]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decides = can_decide_on_mails(self.request.user)
        return super().get_context_data(**kwargs) | {
            "shown": can_read_text(self.request.user, self.object),
            "again": decides and self.object.may_be_sent_again,
            "perhaps": decides and self.object.state == State.PERHAPS_SENT,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button says: "again" or "sent"."""
        mail: OutgoingMail = self.object
        if "again" in request.POST and actions.send_again(mail=mail, by=request.user):
            messages.success(request, _("The mail waits to be sent again."))
        elif "sent" in request.POST and actions.take_as_sent(mail=mail, by=request.user):
            messages.success(request, _("The mail counts as sent."))
        else:
            messages.warning(request, _("Nothing was changed: the mail is in another state by now."))
        return redirect(request.path)


class TemplateIndexView(generic.IndexView):
    any_permission_required = ["change"]


class TemplateEditView(generic.EditView):
    """The words of a mail; "preview" shows them with samples, "restore" brings back those as shipped."""

    template_name = "mail/template.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if "restore" in request.POST:
            actions.restore_template(template=self.object, by=request.user)
            messages.success(request, _("The words as shipped are back."))
            return redirect(request.path)
        if "preview" in request.POST:
            self.form = self.get_form()
            self.form.is_valid()
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        """Return the form with its fields running as the language does."""
        form: ModelForm = super().get_form(form_class)
        language = self.object.language
        for field in form.fields.values():
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
        return form

    def save_instance(self) -> Template:
        values = self.form.cleaned_data
        words = Words(values["subject"], values["body"])
        actions.change_template(template=self.object, words=words, by=self.request.user)
        self.has_content_changes = self.form.has_changed()
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        contents = CONTENTS[Kind(self.object.kind)]
        return context | {"contents": contents, "preview": self.preview(contents.samples)}

    def preview(self, samples: dict[str, str]) -> Words | None:
        """Return the mail with samples in it; None unless it could be sent."""
        if self.form.is_bound and not self.form.is_valid():
            return None
        words = self.form.instance
        return Words(one_line(fill(words.subject, samples)), fill(words.body, samples))


class ClearColumn(Column):
    """A button of the form that stands above the table."""

    cell_template_name = "mail/clear_cell.html"

    def get_cell_context_data(self, instance: Address, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"decides": can_decide_on_mails(context["request"].user)}


class AddressIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Clear the address whose button was pressed."""
        pk = request.POST.get("clear", "")
        address = get_object_or_404(Address, pk=pk if pk.isdecimal() and len(pk) < 19 else None)
        actions.clear_address(address=address, by=request.user)
        messages.success(request, _("Mail is sent to %(address)s again.") % {"address": address})
        return redirect(request.get_full_path())


class AddressHistoryView(ChangesView):
    any_permission_required = ["view"]

    def get_edit_url(self, instance: Address) -> None:
        """There is no form to lead back to."""
