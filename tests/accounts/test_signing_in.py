"""How people come in: by code, by password, and what they meet on the way."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail

from tests.factories import PASSWORD
from twinning.accounts.models import Role, User
from twinning.accounts.operations.people import open_account
from twinning.core.processes import free_port

NEWCOMER = {
    "email": "nina@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "name": "Nina Nowak",
    "language": "pt",
    "time_zone": "Europe/Warsaw",
}


def code_in(letter):
    """The code stands alone on its line, so that it can be copied from any mail program."""
    return re.search(r"^([A-Z0-9-]{6,})$", letter.body, re.MULTILINE)[1]


def test_signing_up_asks_for_the_code_that_was_sent_and_leads_to_the_desk(client, db):
    response = client.post("/accounts/signup/", NEWCOMER)
    assert response.status_code == 302
    [letter] = mail.outbox
    assert letter.to == ["nina@example.org"]

    response = client.post(response["Location"], {"code": code_in(letter)})

    assert response["Location"] == "/pt/desk/"
    nina = User.objects.get()
    assert (nina.name, nina.language, nina.time_zone) == ("Nina Nowak", "pt", "Europe/Warsaw")
    assert nina.role == Role.MEMBER
    assert EmailAddress.objects.get().verified


def test_who_was_invited_comes_in_with_one_code(client, db):
    open_account("Nina@example.org")
    response = client.post("/accounts/login/code/", {"email": "nina@example.org"})
    [letter] = mail.outbox

    response = client.post(response["Location"], {"code": code_in(letter)})

    assert response["Location"] == "/desk/"
    assert len(mail.outbox) == 1


def test_an_address_longer_than_any_is_told_beside_its_field(client, db):
    response = client.post("/accounts/signup/", NEWCOMER | {"email": "n" * 250 + "@example.org"})

    assert "email" in response.context["form"].errors
    assert not User.objects.exists()


def test_signing_up_keeps_the_language_of_the_page_as_first_choice(client, db):
    response = client.get("/es/accounts/signup/")

    assert response.context["form"]["language"].value() == "es"


def test_somebody_who_has_an_account_is_told_by_letter_only(client, ines):
    response = client.post("/accounts/signup/", NEWCOMER | {"email": ines.email})

    assert response.status_code == 302
    assert [letter.to for letter in mail.outbox] == [[ines.email]]
    assert "already" in mail.outbox[0].subject
    assert User.objects.count() == 1


def test_a_password_opens_the_desk_in_the_persons_language(client, ines):
    User.objects.update(language="es")

    response = client.post("/accounts/login/", {"login": ines.email, "password": PASSWORD})

    assert response["Location"] == "/es/desk/"


def test_after_signing_in_one_is_where_one_wanted_to_be(client, ines):
    credentials = {"login": ines.email, "password": PASSWORD, "next": "/letters/"}

    response = client.post("/accounts/login/", credentials)

    assert response["Location"] == "/letters/"


def test_nobody_is_led_to_another_site(client, ines):
    credentials = {"login": ines.email, "password": PASSWORD, "next": "https://elsewhere.example/"}

    response = client.post("/accounts/login/", credentials)

    assert response["Location"] == "/desk/"


def test_a_code_by_letter_is_enough_to_sign_in(client, ines):
    response = client.post("/accounts/login/code/", {"email": ines.email})
    [letter] = mail.outbox
    code = code_in(letter)
    assert code in letter.subject

    response = client.post(response["Location"], {"code": code})

    assert response["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_forgotten_password_is_replaced_with_a_code(client, ines):
    response = client.post("/accounts/password/reset/", {"email": ines.email})
    response = client.post(response["Location"], {"code": code_in(mail.outbox[0])})
    response = client.post(
        response["Location"], {"password1": "three lines of rope", "password2": "three lines of rope"}
    )

    ines.refresh_from_db()
    assert ines.check_password("three lines of rope")
    assert mail.outbox[1].subject == "Your password was changed"


def test_a_second_step_is_asked_for_once_it_is_set_up(client, rosa):
    TOTP.activate(rosa, generate_totp_secret())

    response = client.post("/accounts/login/", {"login": rosa.email, "password": PASSWORD})

    assert response["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/desk/").status_code == 302


def test_who_mistyped_the_address_at_sign_up_may_correct_it(client, db):
    code_page = client.post("/accounts/signup/", NEWCOMER)["Location"]

    client.post(code_page, {"action": "change", "email": "nina.nowak@example.org"})
    response = client.post(code_page, {"code": code_in(mail.outbox[-1])})

    assert mail.outbox[-1].to == ["nina.nowak@example.org"]
    assert response["Location"] == "/pt/desk/"
    assert User.objects.get().email == "nina.nowak@example.org"


def test_codes_look_like_our_letters(client, ines):
    client.post("/accounts/login/code/", {"email": ines.email})

    [letter] = mail.outbox
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert code_in(letter) in html
    assert "also kept" not in html
    assert letter.extra_headers["X-Twinning-Reference"] == "account/email/login_code"


@pytest.mark.parametrize("address", ["ines@example.org", "nobody@example.org"])
def test_when_no_letter_can_be_sent_the_page_says_so(client, ines, monkeypatch, address):
    def refuse(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)

    response = client.post("/accounts/login/code/", {"email": address}, follow=True)

    assert response.status_code == 200
    assert "could not be sent" in response.text


def test_signing_out_leads_home_in_the_language_of_the_page(as_user, ines):
    response = as_user(ines).post("/es/accounts/logout/")

    assert response["Location"] == "/es/"


@pytest.mark.parametrize("address", ["/desk/", "/letters/", "/letters/1/", "/profile/", "/accounts/2fa/"])
def test_what_is_ones_own_asks_to_sign_in(client, db, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


def test_the_office_is_entered_through_the_same_door(client, db):
    response = client.get("/admin/login/?next=/admin/")

    assert response["Location"].startswith("/accounts/login/?next=")


def test_institutions_are_offered_only_where_there_are_some(client, db, settings):
    assert "MyAccess" not in client.get("/accounts/login/").text

    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "myaccess",
                    "name": "MyAccess",
                    "client_id": "twinning",
                    "secret": "kept",
                    "settings": {"server_url": "https://idp.example/.well-known/openid-configuration"},
                }
            ]
        }
    }
    assert "MyAccess" in client.get("/accounts/login/").text


def test_the_first_administrator_is_made_at_the_command_line(db, monkeypatch):
    from django.core.management import call_command

    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", email="first@example.org", verbosity=0)

    first = User.objects.get()
    assert first.role == Role.ADMINISTRATOR
    assert first.is_staff
    assert first.check_password(PASSWORD)


@pytest.fixture
def away(settings):
    """An institution whose server is down: nobody listens at its port."""
    port = free_port("127.0.0.1")
    known = {
        "provider_id": "away",
        "name": "University of Nowhere",
        "client_id": "us",
        "secret": "word",
        "settings": {"server_url": f"http://127.0.0.1:{port}/oidc"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [known]}}


@pytest.mark.usefixtures("away", "db")
def test_an_institution_is_offered_and_one_that_is_away_is_told_in_words(client):
    assert "University of Nowhere" in client.get("/accounts/login/").content.decode()

    answer = client.post("/accounts/oidc/away/login/")

    assert answer.status_code == 503
    assert "This institution does not answer just now." in answer.content.decode()
