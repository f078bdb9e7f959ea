"""One line in the log for each request, without what is personal: no address, no person, no search words, no keys."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

ACCOUNTS = "/accounts/"


class RequestLogMiddleware(RequestMiddleware):
    """Logs method, path, status and a request id.

    An address below /accounts/ may hold the key of a new password, so its pattern is logged in its place.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        if request.path_info.startswith(ACCOUNTS):
            match = request.resolver_match
            return f"{request.method} {match.route if match else ACCOUNTS}"
        return f"{request.method} {request.path}"
