"""What the environment decides, and what it must not leave open."""

import json
import logging
import os
import subprocess
import sys

import environ
import pytest

from twinning.settings.logging import JsonFormatter
from twinning.settings.security import content_security_policy, identity_providers

PRODUCTION = {
    "SECRET_KEY": "a-key-for-this-test",
    "SITE_URL": "https://twinning.example",
    "EMAIL_URL": "smtp+tls://user:word@mail.example:587",
    "DATABASE_URL": "postgres://twinning@database.example/twinning",
    "REDIS_URL": "redis://redis.example",
}


def under(environment, *names):
    """The named settings, as a process started in this environment sees them."""
    script = (
        "import json, twinning.settings as settings\n"
        f"print(json.dumps([getattr(settings, name) for name in {names!r}], default=str))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "TWINNING_VAR") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script], env=kept | environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "EMAIL_URL"])
def test_outside_debugging_nothing_needed_has_a_default(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(RuntimeError, match=name):
        under(environment, "DEBUG")


def test_production_trusts_its_own_name_only_and_asks_for_tls():
    found = under(PRODUCTION, "DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE")

    assert found == [False, ["twinning.example"], True, True]


def test_letters_leave_over_starttls_when_the_address_says_so():
    found = under(PRODUCTION, "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_USER")

    assert found == ["mail.example", 587, True, "user"]


def test_queries_are_not_compiled_just_in_time():
    [databases] = under(PRODUCTION, "DATABASES")

    assert databases["default"]["OPTIONS"]["options"] == "-c jit=off -c random_page_cost=1.1"


def test_files_go_to_the_bucket_that_is_named():
    environment = PRODUCTION | {"S3_BUCKET": "twinning", "S3_ENDPOINT_URL": "https://s3.example"}
    [storages] = under(environment, "STORAGES")

    assert storages["default"]["OPTIONS"]["bucket_name"] == "twinning"
    assert storages["default"]["OPTIONS"]["default_acl"] is None


@pytest.fixture
def two_institutions(monkeypatch):
    for name, value in {
        "OIDC_PROVIDERS": "eulogin,myaccessid",
        "OIDC_EULOGIN_SERVER_URL": "https://login.example:8443/cas/oauth2",
        "OIDC_EULOGIN_CLIENT_ID": "us",
        "OIDC_EULOGIN_SECRET": "word",
        "OIDC_MYACCESSID_SERVER_URL": "https://proxy.example",
        "OIDC_MYACCESSID_ORIGINS": "https://somewhere.example",
        "OIDC_MYACCESSID_CLIENT_ID": "us",
        "OIDC_MYACCESSID_SECRET": "word",
        "OIDC_MYACCESSID_UID_FIELD": "voperson_id",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("two_institutions")
def test_each_institution_named_is_a_provider_and_forms_may_lead_there():
    apps, origins = identity_providers(environ.Env())

    assert [app["provider_id"] for app in apps] == ["eulogin", "myaccessid"]
    assert apps[1]["settings"]["uid_field"] == "voperson_id"
    assert origins == ["https://login.example:8443", "https://proxy.example", "https://somewhere.example"]
    assert content_security_policy(origins)["DIRECTIVES"]["form-action"][1:] == origins


def test_without_institutions_forms_lead_nowhere_else():
    apps, origins = identity_providers(environ.Env())

    assert (apps, origins) == ([], [])


def test_a_log_line_is_one_object_without_the_request():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/x",), None)
    record.request = "somebody's"

    line = json.loads(JsonFormatter().format(record))

    assert line.keys() == {"time", "level", "logger", "message"}
    assert line["message"] == "Not Found: /x"
