"""What happens behind the scenes changes nothing that the public is shown, and leaves what is kept of it."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hubs.models import Call, Hub, Membership
from hubs.operations.decisions import propose_decisions
from hubs.operations.declaring import declare_on_call
from hubs.operations.hubs import hide_hub
from hubs.operations.late_entries import cancel_late_entry, enter_late_entry
from hubs.operations.memberships import (
    accept_invitation,
    change_membership,
    invite_colleague,
    remove_membership,
    withdraw_invitation,
)
from hubs.operations.papers import ask_for_dossier, make_paper
from portfolios.models import Portfolio
from portfolios.operations.portfolios import (
    open_portfolio,
    reopen_portfolio,
    return_portfolio,
    revise_portfolio,
    submit_portfolio,
)
from portfolios.operations.services import remove_service, revise_service
from tests.core.conftest import URLS
from tests.factories import make_user
from tests.factories_calls import make_late_entry
from tests.portfolios.conftest import make_service
from twinning.core.keeping import ANYTHING, PUBLIC, now, renew, renew_unseen
from twinning.trail.models import Trace
from twinning.trail.unseen import unseen_kinds, unseen_steps_of_kinds

pytestmark = pytest.mark.django_db
ALL = [url for urls in URLS.values() for url in urls]


def pages() -> dict[str, str]:
    """As they are drawn for a visitor now."""
    return {url: Client().get(url, headers={"cache-control": "no-cache"}).text for url in ALL}


def test_public_pages_ask_for_no_record_of_a_kind_that_was_declared_unseen(world):
    with CaptureQueriesContext(connection) as asked:
        pages()

    tables = {name for query in asked for name in re.findall(r'"(\w+)"\.', query["sql"])}
    assert {"hubs_hub", "hubs_call", "events_event", "portfolios_listing"} <= tables
    assert tables.isdisjoint(apps.get_model(kind)._meta.db_table for kind in unseen_kinds())


def test_unseen_steps_change_nothing_that_the_public_is_shown(world, ines, carla):
    before, last = pages(), Trace.objects.latest("pk").pk

    among_colleagues(Hub.objects.get(slug="atlantic-hub"), carla)
    assert pages() == before
    in_a_call(Call.objects.get(slug="closed"), carla)
    assert pages() == before
    in_a_working_copy(Portfolio.objects.get(slug="atlantic-hub"), ines, carla)
    assert pages() == before

    taken = {(trace.subject, trace.step) for trace in Trace.objects.filter(pk__gt=last)}
    assert unseen_steps_of_kinds() <= taken


def among_colleagues(hub, carla):
    nuno = make_user("Nuno")
    withdraw_invitation(invite_colleague(hub, email="else@hub.example", role="viewer", by=carla), by=carla)
    accept_invitation(invite_colleague(hub, email=nuno.email, role="viewer", by=carla), by=nuno)
    membership = Membership.objects.get(user=nuno)
    change_membership(membership, role="contributor", by=carla)
    remove_membership(membership, by=carla)


def in_a_call(call, carla):
    entry, _code = make_late_entry(call, by=carla)
    cancel_late_entry(entry, by=carla)
    _entry, code = make_late_entry(call, by=carla)
    hub = Hub.objects.get(slug="hub-andino")
    enter_late_entry(call, code=code, hub=hub, by=hub.memberships.get().user)
    propose_decisions(call, by=carla)
    declare_on_call(call, conflicts=[], reason="", by=carla)
    make_paper(ask_for_dossier(call, by=carla))


def in_a_working_copy(portfolio, ines, carla):
    open_portfolio(Hub.objects.get(slug="hub-andino"), by=carla)
    revise_portfolio(portfolio, version=portfolio.version, by=ines, intro="Other words.")
    service = make_service(portfolio, "Another service")
    revise_service(service, version=service.version, by=ines, name="One more")
    remove_service(service, by=ines)
    submit_portfolio(portfolio, by=ines)
    reopen_portfolio(portfolio, by=ines)
    submit_portfolio(portfolio, by=ines)
    return_portfolio(portfolio, reason="Say more.", by=carla)


def test_an_unseen_step_leaves_what_is_kept_for_the_public_and_nothing_else(world, carla):
    public, anything = now(PUBLIC), now(ANYTHING)
    hub = Hub.objects.get(slug="atlantic-hub")

    invite_colleague(hub, email="else@hub.example", role="viewer", by=carla)
    commit()
    assert (now(PUBLIC), now(ANYTHING) != anything) == (public, True)

    hide_hub(hub, by=carla)
    commit()
    assert now(PUBLIC) != public


def commit() -> None:
    """What would run then."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, renewal, _robust in waiting:
        if renewal in {renew, renew_unseen}:
            renewal()
