"""History rows for models that are edited inline, below a parent."""

from django.db import models
from modelcluster.fields import ParentalKey
from simple_history.models import HistoricalRecords


class ChildHistoricalRecords(HistoricalRecords):
    """HistoricalRecords for a model with a ParentalKey.

    A history row belongs to no cluster, so its copy of the key is a plain foreign key (modelcluster.E002 otherwise).
    """

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, ParentalKey):
                field.__class__ = models.ForeignKey
        return fields
