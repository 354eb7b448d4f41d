"""What every page may speak of costs nothing until it is spoken of."""

from tests.accounts.test_inbox import make_letter
from twinning.pages.context_processors import programme as spoken_of


def test_a_page_that_does_not_ask_pays_nothing(rf, ines, django_assert_num_queries):
    request = rf.get("/")
    request.user = ines

    with django_assert_num_queries(0):
        spoken_of(request)


def test_a_page_that_asks_for_all_pays_two_queries(rf, ines, programme, django_assert_num_queries):
    make_letter(ines)
    request = rf.get("/")
    request.user = ines

    with django_assert_num_queries(2):
        said = spoken_of(request)
        assert said["programme"].name == "Two Shores"
        assert said["unread_letters"]() == 1
        assert not said["sample_notice"]()


def test_a_visitor_has_no_letters(rf, visitor, db):
    request = rf.get("/")
    request.user = visitor

    assert spoken_of(request)["unread_letters"]() == 0
