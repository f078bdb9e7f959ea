"""Response headers that no setting of Django's covers, and compression for what gains by it."""

from collections.abc import Callable, Iterable, Iterator

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

ADMIN = "/admin/"
COMPRESSIBLE = (
    "text/",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/problem+json",
    "application/xml",
    "image/svg+xml",
)


class CompressionMiddleware(GZipMiddleware):
    """Compresses text; images and office documents are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        if not response.streaming:
            return super().process_response(request, response)
        pieces = PiecesUntilFailure(response.streaming_content)
        response.streaming_content = pieces
        response = super().process_response(request, response)
        response.streaming_content = pieces.then_failure(response.streaming_content)
        return response


class PiecesUntilFailure:
    """Holds a failure in the middle of a stream back until what came before it has left the compression."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = pieces
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.pieces
        except Exception as failure:  # noqa: BLE001 - raised again below
            self.failure = failure

    def then_failure(self, sent: Iterable[bytes]) -> Iterator[bytes]:
        yield from sent
        if self.failure:
            raise self.failure


class ContentSecurityMiddleware(CSPMiddleware):
    """Sends the site's policy; below /admin/ the one that Wagtail's own pages need."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN) and not report_only:
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY | (parts.replace or {})
        return parts


class PermissionsPolicyMiddleware:
    """Says which of the browser's powers the site uses: none but security keys, for signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = ", ".join(
            f"{feature}={allowed}" for feature, allowed in settings.PERMISSIONS_POLICY.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.policy)
        return response
