"""The reader's language, as Django finds it, without leading lost files and closed doors into the page tree."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers

OUTSIDE_THE_LANGUAGES = ("/accounts/", "/admin/", "/api/", "/documents/", "/id/", "/media/", "/static/")


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Leads /stocktaking/ to /fr/stocktaking/; answers 404 where an address has no language to begin with."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 404 or not request.path_info.startswith(OUTSIDE_THE_LANGUAGES):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Language",))
        return response
