"""One page, three addresses: the address alone decides about the language."""

import pytest

PUBLIC = ["/", "/hubs/", "/calls/", "/events/", "/portfolios/", "/accounts/login/", "/accounts/signup/"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/es", "es"), ("/pt", "pt")])
def test_the_address_decides_whatever_the_cookie_or_the_browser_says(client, db, address, prefix, language):
    client.cookies["django_language"] = "es" if language != "es" else "pt"

    response = client.get(prefix + address, HTTP_ACCEPT_LANGUAGE="pt")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_leads_to_its_translations(client, db, address):
    page = client.get(address).text

    assert f'href="/es{address}"' in page
    assert f'href="/pt{address}"' in page


def test_a_translated_page_leads_back_to_english(client, db):
    assert 'hreflang="en" href="/hubs/?country=PT"' in client.get("/es/hubs/?country=PT").text


@pytest.mark.parametrize("address", ["/es/healthz", "/es/robots.txt"])
def test_machines_have_one_address(client, db, address):
    assert client.get(address).status_code == 404
