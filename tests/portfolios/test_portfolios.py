"""What may be done with a portfolio, and what may not."""

import pytest

from hubs.signals import decisions_released
from hubs.states import ExpressionStatus, HubStatus
from portfolios.models import Edition, Listing, Portfolio
from portfolios.operations.portfolios import (
    open_portfolio,
    publish_portfolio,
    reopen_portfolio,
    return_portfolio,
    revise_portfolio,
    submit_portfolio,
    withdraw_portfolio,
)
from portfolios.operations.services import add_service, revise_service
from portfolios.states import EditionStatus, PortfolioStatus
from tests.factories import make_call, make_expression, make_hub
from tests.portfolios.conftest import make_category, make_portfolio, make_service
from twinning.accounts.models import Letter
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace

S = PortfolioStatus


def test_opening_gives_the_hub_a_draft_and_tells_its_writers(ines_hub, ines, carla):
    portfolio = open_portfolio(ines_hub, by=carla)

    assert (portfolio.status, portfolio.slug, portfolio.intro) == (S.DRAFT, ines_hub.slug, ines_hub.summary)
    assert list(Letter.objects.values_list("kind", "recipient")) == [("portfolios.portfolio_opened", ines.pk)]


def test_a_hub_has_one_portfolio(portfolio, carla):
    with pytest.raises(Refused):
        open_portfolio(portfolio.hub, by=carla)


def test_released_decisions_open_portfolios_for_selected_hubs_only(carla, ines_hub, leo_hub, olga_hub):
    call = make_call()
    make_expression(call, ines_hub, status=ExpressionStatus.SELECTED)
    make_expression(call, leo_hub, status=ExpressionStatus.RESERVE)
    make_expression(make_call(), olga_hub, status=ExpressionStatus.SELECTED)

    decisions_released.send(sender=None, call=call, by=carla)

    assert [portfolio.hub for portfolio in Portfolio.objects.all()] == [ines_hub]


def test_a_hub_selected_for_the_second_time_keeps_its_portfolio(portfolio, carla):
    call = make_call()
    make_expression(call, portfolio.hub, status=ExpressionStatus.SELECTED)

    decisions_released.send(sender=None, call=call, by=carla)

    assert list(Portfolio.objects.all()) == [portfolio]


def test_submitting_tells_the_office_each_time(portfolio, ines, carla, ada):
    submit_portfolio(portfolio, by=ines)
    reopen_portfolio(portfolio, by=ines)
    submit_portfolio(portfolio, by=ines)

    letters = Letter.objects.filter(kind="portfolios.portfolio_submitted")
    assert sorted(letters.values_list("recipient", flat=True)) == sorted([carla.pk, ada.pk] * 2)


def test_a_portfolio_without_services_is_not_submitted(ines_hub, ines):
    empty = make_portfolio(ines_hub, services=())

    with pytest.raises(Refused):
        submit_portfolio(empty, by=ines)

    assert Portfolio.objects.get().status == S.DRAFT


def test_returning_gives_it_back_with_the_reason(in_review, ines, carla):
    return_portfolio(in_review, reason="Prices, please.", by=carla)

    stored = Portfolio.objects.get()
    assert (stored.status, stored.note) == (S.DRAFT, "Prices, please.")
    assert Letter.objects.get().kind == "portfolios.portfolio_returned"
    assert Trace.objects.of(stored).last().detail == {"reason": "Prices, please."}


def test_publishing_freezes_an_edition_and_queues_it_for_printing(in_review, ines, carla):
    edition = publish_portfolio(in_review, by=carla)

    stored = Portfolio.objects.get()
    assert (stored.status, stored.edition) == (S.PUBLISHED, edition)
    assert (edition.number, edition.status, edition.published_by) == (1, EditionStatus.QUEUED, carla)
    assert [service["name"] for service in edition.content["services"]] == ["Drone tests"]
    assert Listing.objects.get().slug == stored.slug
    assert Letter.objects.get().recipient == ines


def test_what_the_reviewer_has_not_read_is_not_published(in_review, carla):
    with pytest.raises(Refused):
        publish_portfolio(in_review, by=carla, digest="of something else")

    assert Portfolio.objects.get().status == S.IN_REVIEW
    assert not Edition.objects.exists()


def test_the_portfolio_of_a_hub_that_is_not_listed_is_not_published(carla, programme):
    hidden = make_portfolio(make_hub(status=HubStatus.HIDDEN), status=S.IN_REVIEW)

    with pytest.raises(Refused):
        publish_portfolio(hidden, by=carla)


def test_unchanged_content_makes_no_new_edition(public, ines, carla):
    first = public.edition
    revise_portfolio(public, version=public.version, by=ines, intro=public.intro)
    submit_portfolio(public, by=ines)

    assert publish_portfolio(public, by=carla) == first
    assert Edition.objects.get() == first


def test_changed_content_makes_the_next_edition_and_keeps_the_first(public, ines, carla):
    first = public.edition
    make_service(public, "Night tests")
    submit_portfolio(public, by=ines)

    second = publish_portfolio(public, by=carla)

    assert (second.number, first.number) == (2, 1)
    assert second.digest != first.digest
    assert list(Edition.objects.public()) == [second]
    assert Listing.objects.get().services == 2


def test_revising_what_is_public_leaves_the_edition_where_it_is(public, ines):
    revise_portfolio(public, version=public.version, by=ines, intro="Quite different.")

    stored = Portfolio.objects.get()
    assert (stored.status, stored.edition) == (S.DRAFT, public.edition)
    assert stored.edition.content["intro"] == "We try things with you."


def test_withdrawing_takes_it_from_the_public_and_keeps_the_working_copy(public, ines):
    withdraw_portfolio(public, reason="The team has moved.", by=ines)

    stored = Portfolio.objects.get()
    assert (stored.status, stored.edition, stored.note) == (S.DRAFT, None, "The team has moved.")
    assert not Listing.objects.exists()
    assert not Edition.objects.public().exists()
    assert stored.services.count() == 1


def test_what_is_not_public_cannot_be_withdrawn(portfolio, ines):
    with pytest.raises(Refused):
        withdraw_portfolio(portfolio, reason="No.", by=ines)


def test_withdrawn_and_published_unchanged_is_the_same_edition_again(public, ines, carla):
    first = public.edition
    withdraw_portfolio(public, reason="By mistake.", by=ines)
    submit_portfolio(public, by=ines)

    assert publish_portfolio(public, by=carla) == first
    assert Listing.objects.get().name == "Atlantic Hub"


STEPS = {
    "revise": (lambda it, by: revise_portfolio(it, version=it.version, by=by, intro="x"), {S.IN_REVIEW}),
    "add_service": (
        lambda it, by: add_service(it, by=by, name="x", category=make_category()),
        {S.IN_REVIEW},
    ),
    "submit": (lambda it, by: submit_portfolio(it, by=by), {S.IN_REVIEW, S.PUBLISHED}),
    "reopen": (lambda it, by: reopen_portfolio(it, by=by), {S.DRAFT, S.PUBLISHED}),
    "publish": (lambda it, by: publish_portfolio(it, by=by), {S.DRAFT, S.PUBLISHED}),
    "return": (lambda it, by: return_portfolio(it, reason="x", by=by), {S.DRAFT, S.PUBLISHED}),
}
ILLEGAL = [(name, status) for name, (_, statuses) in STEPS.items() for status in sorted(statuses)]


@pytest.mark.parametrize(("name", "status"), ILLEGAL)
def test_illegal_steps_are_refused_and_change_nothing(portfolio, ada, name, status):
    Portfolio.objects.update(status=status)
    before = list(Portfolio.objects.values()), portfolio.services.count(), Trace.objects.count()

    with pytest.raises(Refused):
        STEPS[name][0](portfolio, ada)

    assert (list(Portfolio.objects.values()), portfolio.services.count(), Trace.objects.count()) == before


def test_somebody_elses_words_are_never_overwritten(portfolio, ines):
    opened = portfolio.version
    revise_portfolio(portfolio, version=opened, by=ines, intro="First.")

    with pytest.raises(Stale) as stale:
        revise_portfolio(portfolio, version=opened, by=ines, intro="Second.")

    assert stale.value.current.intro == "First."
    assert Portfolio.objects.get().intro == "First."


def test_a_service_is_never_overwritten_either(portfolio, ines):
    service = portfolio.services.get()
    revise_service(service, version=1, by=ines, name="First")

    with pytest.raises(Stale):
        revise_service(service, version=1, by=ines, name="Second")

    assert portfolio.services.get().name == "First"
