"""Who has what waits, and by when; what a person wants to see of it, and to be told; decisions taken together."""

from cms.desk.runs.models import Run as Run
from cms.desk.runs.models import RunDecision as RunDecision
from cms.desk.waiting.models import DigestPreference as DigestPreference
from cms.desk.waiting.models import Escalation as Escalation
from cms.desk.waiting.models import Handling as Handling
from cms.desk.waiting.models import SavedView as SavedView
