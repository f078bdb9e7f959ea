"""Headers on every page: what a browser may run, load, keep and tell."""

import re

import pytest
from django.test import Client

from cms.settings import base
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, person, published

PUBLIC = [
    "/en/",
    "/ar/",
    "/zh/",
    "/en/stocktaking/",
    "/en/stocktaking/?q=clinic&country=KE",
    "/en/stocktaking/charts/",
    "/en/prizes/",
    "/en/no-such-page/",
    "/en/stocktaking/2019/a-clinic-on-wheels/",
]
SIGN_IN = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-no-such-key/",
]
OTHER = [
    "/robots.txt",
    "/sitemap.xml",
    "/healthz",
    "/api/v1/projects/",
    "/api/v1/nothing/",
    "/en/stocktaking/export.csv",
    "/en/stocktaking/feed.atom",
    "/media/nothing.png",
]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LIMIT = 100_000


@pytest.fixture(autouse=True)
def page(repository: None) -> StocktakingProjectPage:
    return published(ProjectFactory(title="A clinic on wheels", slug="a-clinic-on-wheels"))


def policy(response: object) -> dict[str, list[str]]:
    """Return a content security policy as directive -> sources."""
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in (directive.split() for directive in directives)}


@pytest.mark.parametrize("address", PUBLIC + SIGN_IN + OTHER)
def test_every_answer_has_the_headers(address, client: Client):
    response = client.get(address)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "geolocation=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PUBLIC + SIGN_IN + OTHER)
def test_no_page_may_run_code_that_is_written_into_it(address, client: Client):
    found = policy(client.get(address))
    assert (found["script-src"], found["style-src"]) == (["'self'"], ["'self'"])
    assert (found["default-src"], found["object-src"], found["base-uri"]) == (["'none'"],) * 3
    assert (found["form-action"], found["frame-ancestors"]) == (["'self'"], ["'self'"])


@pytest.mark.parametrize("address", PUBLIC + SIGN_IN)
def test_no_page_has_code_or_styles_written_into_it(address, client: Client):
    html = client.get(address, follow=True).content.decode()
    inline = [
        tag
        for tag in re.findall(r"<script[^>]*>", html)
        if "src=" not in tag
        and 'type="application/json"' not in tag
        and 'type="application/ld+json"' not in tag
    ]
    assert inline == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html) == []


@pytest.mark.parametrize("address", PUBLIC + SIGN_IN)
def test_nothing_is_loaded_from_elsewhere(address, client: Client):
    html = client.get(address, follow=True).content.decode()
    loaded = re.findall(r"<(?:script|img|iframe|source)[^>]+?src=\"([^\"]+)\"", html)
    loaded += re.findall(
        r"<link[^>]+rel=\"(?:stylesheet|icon|preload|modulepreload)\"[^>]+href=\"([^\"]+)\"", html
    )
    assert [address for address in loaded if not address.startswith("/")] == []


@pytest.mark.parametrize("address", PUBLIC + OTHER)
def test_reading_leaves_no_cookie_and_is_the_same_for_everybody(address, client: Client):
    response = client.get(address)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC[:-2] + PUBLIC[-1:])
def test_an_unchanged_page_is_answered_304_compressed_or_not(address, client: Client):
    plain = client.get(address)
    assert client.get(address, headers={"if-none-match": plain.headers["ETag"]}).status_code == 304
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    again = client.get(address, headers={"accept-encoding": "gzip", "if-none-match": packed.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_page_is_answered_whole(client: Client, page):
    etag = client.get(page.url).headers["ETag"]
    StocktakingProjectPage.objects.filter(pk=page.pk).update(summary="Nurses by telephone.")
    assert client.get(page.url, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_travels_compressed(address, client: Client):
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < LIMIT / 4


def test_the_admin_has_a_policy_of_its_own(client: Client):
    client.force_login(person("moderator"))
    found = policy(client.get("/admin/"))
    assert found["script-src"] == found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert (found["default-src"], found["object-src"], found["base-uri"]) == (["'none'"],) * 3
    assert (found["form-action"], found["frame-ancestors"]) == (["'self'"], ["'self'"])


def test_cookies_are_closed_and_only_for_this_site(client: Client):
    cookie = client.get("/accounts/login/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_in_production_cookies_and_pages_need_tls():
    assert base.SESSION_COOKIE_SECURE
    assert base.CSRF_COOKIE_SECURE
    assert base.SECURE_SSL_REDIRECT
    assert base.SECURE_HSTS_SECONDS >= 31_536_000


def test_what_allauth_answers_is_kept_by_no_cache(client: Client):
    assert "no-store" in client.get("/accounts/login/").headers["Cache-Control"]
