"""Statements, and what is there for crawlers."""

import pytest

from hubs.models import PublicText
from hubs.states import HubStatus
from tests.factories import make_hub


@pytest.mark.parametrize("place", ["privacy", "accessibility"])
def test_a_statement_is_shown_once_it_is_written(client, db, place):
    assert client.get(f"/{place}/").status_code == 404

    PublicText.objects.create(
        place=place, heading="What we keep", body="Little.", heading_pt="O que guardamos"
    )

    assert "What we keep" in client.get(f"/{place}/").text
    assert "O que guardamos" in client.get(f"/pt/{place}/").text


def test_footers_lead_to_the_statements(client, db):
    page = client.get("/accounts/login/").text

    assert 'href="/privacy/"' in page
    assert 'href="/accessibility/"' in page


def test_crawlers_are_kept_from_what_is_not_public(client, db):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /desk/" in lines
    assert "Disallow: /pt/admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_sitemap_holds_public_pages_in_every_language(client, db):
    make_hub("Atlantic", slug="atlantic")
    make_hub("Hidden", slug="hidden", status=HubStatus.HIDDEN)

    assert "http://testserver/sitemap-hubs.xml" in client.get("/sitemap.xml").text

    hubs = client.get("/sitemap-hubs.xml").text
    assert "<loc>http://testserver/pt/hubs/atlantic/</loc>" in hubs
    assert 'hreflang="es" href="http://testserver/es/hubs/atlantic/"' in hubs
    assert "hidden" not in hubs
    assert "<loc>http://testserver/es/hubs/</loc>" in client.get("/sitemap-pages.xml").text


@pytest.mark.parametrize("address", ["/media/x.pdf", "/nothing/", "/es/nada/", "/sitemap-secrets.xml"])
def test_what_is_not_there_is_said_in_our_words(client, db, address):
    response = client.get(address)

    assert response.status_code == 404
    assert 'class="masthead"' in response.text
