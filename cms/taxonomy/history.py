"""History rows for models that are edited inline, below a parent."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from simple_history.models import HistoricalRecords


class ChildHistoricalRecords(HistoricalRecords):
    """HistoricalRecords for a model with a ParentalKey.

    A history row belongs to no cluster, so its copy of the key is a plain foreign key (modelcluster.E002 otherwise).
    A cluster saves all its children whenever it is saved: only one that differs from its last row gets a new one.
    """

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        fields = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, ParentalKey):
                field.__class__ = models.ForeignKey  # type: ignore[assignment]  # on purpose
        return fields

    def create_historical_record(self, instance: models.Model, history_type: str, using: Any = None) -> None:
        if history_type != "~" or self._differs_from_last_row(instance):
            super().create_historical_record(instance, history_type, using=using)

    def _differs_from_last_row(self, instance: models.Model) -> bool:
        last = getattr(instance, self.manager_name).first()
        names = [field.attname for field in self.fields_included(instance)]
        return last is None or any(getattr(last, name) != getattr(instance, name) for name in names)
