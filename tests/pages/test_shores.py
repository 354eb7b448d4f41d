"""The drawing of twinnings, on plain values."""

from twinning.pages.shores import Partner, by_countries, straits


def hub(name, country, shore):
    return Partner(name, f"/hubs/{name}/", country, country[:2].upper(), shore)


LISBON, PORTO = hub("lisbon", "Portugal", 1), hub("porto", "Portugal", 1)
MADRID = hub("madrid", "Spain", 1)
BOGOTA, LIMA = hub("bogota", "Colombia", 2), hub("lima", "Peru", 2)
TUNIS = hub("tunis", "Tunisia", 3)


def test_twinnings_stand_under_their_countries():
    groups = by_countries([[MADRID, LIMA], [LISBON, BOGOTA], [PORTO, BOGOTA]])

    assert groups == [
        ("Portugal – Colombia", [[LISBON, BOGOTA], [PORTO, BOGOTA]]),
        ("Spain – Peru", [[MADRID, LIMA]]),
    ]


def test_a_cable_runs_from_the_middle_of_one_countrys_line_to_that_of_the_other():
    [strait] = straits([[LISBON, BOGOTA], [PORTO, BOGOTA], [MADRID, LIMA]])

    assert (strait.west, strait.east) == (["Portugal", "Spain"], ["Colombia", "Peru"])
    assert [(cable.path, cable.twinnings) for cable in strait.cables] == [
        ("M0 25.0C45 25.0 55 25.0 100 25.0", 2),
        ("M0 75.0C45 75.0 55 75.0 100 75.0", 1),
    ]


def test_three_partners_are_joined_through_two_straits():
    assert [strait.shores for strait in straits([[LISBON, BOGOTA, TUNIS]])] == [(1, 2), (2, 3)]


def test_two_hubs_of_one_country_are_one_countrys_twinning():
    assert by_countries([[LISBON, PORTO]]) == [("Portugal", [[LISBON, PORTO]])]


def test_nothing_is_drawn_of_nothing():
    assert (by_countries([]), straits([])) == ([], [])
