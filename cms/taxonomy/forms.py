from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.taxonomy.folding import fold


class DistinctAliasesForm(WagtailAdminModelForm):
    """A form with other names below: the same name twice, in whatever spelling, is refused.

    Each of them alone is checked by the model; only the form sees two new ones side by side.
    """

    alias_field = "alias"
    """The field of a row in the relation "aliases" that holds the name."""

    def is_valid(self) -> bool:
        return bool(super().is_valid() and self._aliases_differ())

    def _aliases_differ(self) -> bool:
        seen: set[str] = set()
        for form in self._kept_alias_forms():
            folded = fold(form.cleaned_data[self.alias_field])
            if folded in seen:
                form.add_error(self.alias_field, _("This name is listed twice."))
            seen.add(folded)
        return not any(form.errors for form in self._kept_alias_forms())

    def _kept_alias_forms(self) -> list[Any]:
        forms = self.formsets["aliases"].forms
        return [form for form in forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
