"""What people change of their own account in the admin."""

from django import forms

from cms.accounts.models import User
from cms.core.direction import unturned


class NameForm(forms.ModelForm):
    """The one name that people have here; it need not be given."""

    class Meta:
        model = User
        fields = ["name"]

    def clean_name(self) -> str:
        return unturned(self.cleaned_data["name"])
