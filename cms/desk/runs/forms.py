"""When held decisions are released."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.desk.forms import MomentInput


class TimeForm(forms.Form):
    at = forms.DateTimeField(label=_("At a time"), widget=MomentInput)
