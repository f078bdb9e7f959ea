"""Every address of the site; the one module that knows every package."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.core.navigation import reader_home
from cms.core.routing import serve_page
from cms.core.sitemaps import LanguageSitemap
from cms.records.urls import language_urlpatterns as record_urlpatterns
from cms.translation_desk.queue.urls import language_urlpatterns as queue_urlpatterns
from search.urls import language_urlpatterns as search_urlpatterns

handler400 = "cms.core.refusals.malformed"

sitemaps = {code: LanguageSitemap(code) for code, _name in settings.LANGUAGES}

urlpatterns = [
    path("", include("search.urls")),
    path("", include("cms.records.urls")),
    path("", reader_home, name="reader_home"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": sitemaps}),
    path(
        "sitemap-<section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": sitemaps},
        "django.contrib.sitemaps.views.sitemap",
    ),
    path("", include("cms.accounts.urls")),
    path("", include("cms.core.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    *record_urlpatterns,
    *queue_urlpatterns,
    *search_urlpatterns,
    re_path(wagtail_urls.serve_pattern, serve_page),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
