"""Where Wagtail asks whether a document may be read."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from cms.core.media import is_public, may_read
from cms.core.models import CustomDocument


@hooks.register("before_serve_document")
def refuse_private_document(document: CustomDocument, request: HttpRequest) -> None:
    """Raise Http404 for a document that neither the public nor this person may read."""
    if not is_public(document) and not may_read(request.user, document):
        raise Http404
