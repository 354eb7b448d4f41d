"""Inviting reviewers, one by one and from a table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hubs.models import EarlierPartner, Reviewer
from hubs.operations.importing_reviewers import import_reviewers
from hubs.operations.reviewers import invite_reviewer, revise_reviewer
from tests.factories import make_area, make_hub, make_user
from tests.factories_evaluating import make_reviewer
from twinning.accounts.models import Letter, Role, User
from twinning.core.errors import Refused
from twinning.core.importing import Faulty, Row
from twinning.trail.models import Trace

COLUMNS = "email,name,affiliation,countries,languages,areas"


def table(*lines):
    return SimpleUploadedFile("reviewers.csv", "\n".join([COLUMNS, *lines]).encode())


def test_who_is_invited_gets_an_account_and_a_letter_with_a_way_in(
    carla, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reviewer = invite_reviewer(
            "nele@example.org",
            name="Nele",
            affiliation="Ocean Institute",
            countries=["PT", "BR"],
            languages=["pt"],
            areas=[make_area()],
            by=carla,
        )

    person = User.objects.get(email="nele@example.org")
    assert (person.role, person.name, person.has_usable_password()) == (Role.REVIEWER, "Nele", False)
    assert (reviewer.affiliation, reviewer.countries, reviewer.languages) == (
        "Ocean Institute",
        ["PT", "BR"],
        ["pt"],
    )
    assert reviewer.areas.get() == make_area()
    (mail,) = mailoutbox
    assert mail.to == ["nele@example.org"]
    assert "/reviews/" in mail.body
    assert "nele@example.org" in mail.body
    assert [trace.step for trace in Trace.objects.of(reviewer)] == ["invite"]


def test_the_way_in_is_open_to_whoever_reads_that_mailbox(carla, as_user, mailoutbox):
    invite_reviewer("nele@example.org", by=carla)

    asked = as_user().post(reverse("account_request_login_code"), {"email": "nele@example.org"})

    assert asked.status_code == 302
    assert [mail.to for mail in mailoutbox] == [["nele@example.org"]]


def test_a_participant_becomes_a_reviewer_and_keeps_their_account(olga, carla):
    invite_reviewer("OLGA@example.org", name="Somebody else", by=carla)

    olga.refresh_from_db()
    assert (olga.role, olga.name) == (Role.REVIEWER, "Olga")
    assert User.objects.filter(email__iexact="olga@example.org").count() == 1


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 300 + "@example.org"])
def test_an_address_that_is_none_is_refused(carla, email):
    with pytest.raises(Refused) as refusal:
        invite_reviewer(email, by=carla)

    assert refusal.value.field == "email"
    assert not Reviewer.objects.exists()


def test_nobody_of_the_office_and_no_reviewer_is_invited(carla, ada):
    make_reviewer("Rui")
    for email in (ada.email, "rui@example.org"):
        with pytest.raises(Refused) as refusal:
            invite_reviewer(email, by=carla)
        assert refusal.value.field == "email"


@pytest.mark.parametrize(("field", "codes"), [("countries", ["XX"]), ("languages", ["xx", "pt"])])
def test_codes_that_are_not_known_are_refused_beside_their_field(carla, field, codes):
    with pytest.raises(Refused) as refusal:
        invite_reviewer("nele@example.org", by=carla, **{field: codes})

    assert refusal.value.field == field


def test_the_organisation_is_compared_with_all_hubs(carla):
    ocean = make_hub("Ocean Institute", acronym="OI")
    make_hub("Another Institute")
    reviewer = invite_reviewer("nele@example.org", affiliation="ocean institute, Faro", by=carla)
    assert list(reviewer.organisation_hubs.all()) == [ocean]

    revise_reviewer(reviewer, affiliation="Elsewhere", countries=[], languages=[], areas=[], by=carla)

    assert not reviewer.organisation_hubs.exists()


def test_what_is_known_of_a_reviewer_is_for_them_and_the_office(carla, rosa, ines):
    rui = make_reviewer("Rui")

    assert Reviewer.objects.visible_to(carla).get().user == rui
    assert Reviewer.objects.visible_to(rui).get().user == rui
    for other in (rosa, ines):
        assert not Reviewer.objects.visible_to(other).exists()


# in the office


def test_the_office_invites_in_a_form(carla, as_user):
    facts = {"email": "nele@example.org", "name": "Nele", "affiliation": "Ocean Institute"}
    facts |= {"countries": ["PT"], "languages": ["pt", "en"], "areas": [make_area().pk]}

    answer = as_user(carla).post(reverse("admin:hubs_reviewer_add"), facts)

    assert answer.status_code == 302
    assert Reviewer.objects.get().languages == ["pt", "en"]
    assert Letter.objects.get().kind == "hubs.reviewer_invited"


def test_a_wrong_invitation_comes_back_with_the_reason(carla, ada, as_user):
    page = as_user(carla).post(reverse("admin:hubs_reviewer_add"), {"email": ada.email})

    assert "works in the office" in page.content.decode()


def test_the_office_changes_what_it_knows_and_not_the_address(carla, as_user):
    rui = make_reviewer("Rui")
    address = reverse("admin:hubs_reviewer_change", args=[rui.reviewer.pk])

    as_user(carla).post(
        address, {"affiliation": "Ocean Institute", "countries": ["BR"], "email": "x@example.org"}
    )

    rui.refresh_from_db()
    assert Reviewer.objects.get().affiliation == "Ocean Institute"
    assert rui.email == "rui@example.org"


def test_the_office_names_and_forgets_earlier_partners(carla, rosa, ines_hub, as_user):
    browser = as_user(carla)
    browser.post(reverse("admin:hubs_earlierpartner_add"), {"reviewer": rosa.pk, "hub": ines_hub.pk})
    partner = EarlierPartner.objects.get()

    browser.post(reverse("admin:hubs_earlierpartner_delete", args=[partner.pk]), {"post": "yes"})

    assert not EarlierPartner.objects.exists()
    steps = [trace.step for trace in Trace.objects.of(rosa)]
    assert steps == ["name_earlier_partners", "forget_earlier_partner"]


# from a table


def test_a_table_invites_changes_and_leaves_alone(carla, as_user):
    make_area("cloud", "Cloud")
    make_reviewer("Rui")
    address = reverse("admin:hubs_reviewer_import")
    lines = (
        "nele@example.org,Nele,Ocean Institute,PT;BR,pt;en,cloud",
        "rui@example.org,Rui,Elsewhere,CL,es,",
    )

    as_user(carla).post(address, {"file": table(*lines)})
    page = as_user(carla).post(address, {"file": table(*lines)}, follow=True)

    assert Reviewer.objects.get(user__name="Nele").countries == ["PT", "BR"]
    assert Reviewer.objects.get(user__name="Rui").affiliation == "Elsewhere"
    assert "0 reviewers invited, 0 changed, 2 unchanged." in page.content.decode()
    assert Letter.objects.count() == 1


def test_a_wrong_table_keeps_nothing_and_says_line_and_column(carla, as_user):
    lines = ("nele@example.org,Nele,,PT,pt,", "nobody,N,,XX,xx,juggling")

    page = as_user(carla).post(reverse("admin:hubs_reviewer_import"), {"file": table(*lines)})

    words = page.content.decode()
    assert page.status_code == 422
    for place in ("line 3, email", "line 3, countries", "line 3, languages", "line 3, areas"):
        assert place in words
    assert not Reviewer.objects.exists()


def test_people_of_the_office_and_closed_accounts_are_no_reviewers_of_a_table(carla, ada):
    gone = make_user("Gone", is_active=False)
    rows = [
        Row(line, dict(zip(COLUMNS.split(","), [email, "", "", "", "", ""], strict=True)))
        for line, email in ((2, ada.email), (3, gone.email))
    ]

    with pytest.raises(Faulty) as faulty:
        import_reviewers(rows, by=carla)

    assert [(fault.line, fault.column) for fault in faulty.value.faults] == [(2, "email"), (3, "email")]
