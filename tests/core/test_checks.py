"""Deployment checks of ours: each speaks up for the thing it watches, and only then."""

import pytest

from twinning.core import checks


@pytest.mark.parametrize(("over_tls", "found"), [(True, []), (False, ["twinning.W001"])])
def test_a_site_without_tls_is_noticed(settings, over_tls, found):
    settings.OVER_TLS = over_tls

    assert [check.id for check in checks.site_is_reached_over_tls(None)] == found


@pytest.mark.parametrize(("vendor", "found"), [("postgresql", []), ("sqlite", ["twinning.W002"])])
def test_an_embedded_database_is_noticed(monkeypatch, vendor, found):
    monkeypatch.setattr(checks.connection, "vendor", vendor)

    assert [check.id for check in checks.data_outlives_one_machine(None)] == found


@pytest.mark.parametrize(("url", "found"), [("redis://redis", []), ("", ["twinning.W003"])])
def test_an_embedded_queue_is_noticed(settings, url, found):
    settings.REDIS_URL = url

    assert [check.id for check in checks.queue_is_shared(None)] == found


@pytest.mark.parametrize(("hosts", "found"), [(["a.example"], []), (["*"], ["twinning.W004"])])
def test_answering_to_any_name_is_noticed(settings, hosts, found):
    settings.ALLOWED_HOSTS = hosts

    assert [check.id for check in checks.hosts_are_named(None)] == found
