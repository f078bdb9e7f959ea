"""The kinds of record there are: every concrete subclass of RecordPage, without naming the packages that bring them."""

from functools import cache

from django.apps import apps

from cms.records.models import RecordPage


@cache
def record_models() -> tuple[type[RecordPage], ...]:
    return tuple(model for model in apps.get_models() if issubclass(model, RecordPage))
