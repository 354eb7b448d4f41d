"""The sea chart: where a country lies on it, and the line between two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# `static/img/atlantic.svg` is drawn in the same measure: plate carrée, true at 28 degrees.
WEST, NORTH = -112.0, 66.0
EAST_UNIT, SOUTH_UNIT = 1000 / 150, 7.5505
WIDTH, HEIGHT = 1000, 876

# Capitals, longitude and latitude; a hub's own town is not known so exactly. What lies beyond the
# frame is right as well: its cable leaves the chart.
# fmt: off
PLACES: dict[str, tuple[float, float]] = {
    "AT": (16.4, 48.2), "BE": (4.4, 50.8), "BG": (23.3, 42.7), "CY": (33.4, 35.2),
    "CZ": (14.4, 50.1), "DE": (13.4, 52.5), "DK": (12.6, 55.7), "EE": (24.8, 59.4),
    "ES": (-3.7, 40.4), "FI": (24.9, 60.2), "FR": (2.3, 48.9), "GR": (23.7, 38.0),
    "HR": (16.0, 45.8), "HU": (19.0, 47.5), "IE": (-6.3, 53.3), "IT": (12.5, 41.9),
    "LT": (25.3, 54.7), "LU": (6.1, 49.6), "LV": (24.1, 56.9), "MT": (14.5, 35.9),
    "NL": (4.9, 52.4), "PL": (21.0, 52.2), "PT": (-9.1, 38.7), "RO": (26.1, 44.4),
    "SE": (18.1, 59.3), "SI": (14.5, 46.1), "SK": (17.1, 48.1), "CH": (7.4, 46.9),
    "GB": (-0.1, 51.5), "NO": (10.8, 59.9), "AG": (-61.8, 17.1), "AR": (-58.4, -34.6),
    "BB": (-59.6, 13.1), "BO": (-68.1, -16.5), "BR": (-47.9, -15.8), "BS": (-77.3, 25.0),
    "BZ": (-88.8, 17.3), "CL": (-70.7, -33.4), "CO": (-74.1, 4.7), "CR": (-84.1, 9.9),
    "CU": (-82.4, 23.1), "CW": (-68.9, 12.1), "DM": (-61.4, 15.3), "DO": (-69.9, 18.5),
    "EC": (-78.5, -0.2), "GD": (-61.7, 12.1), "GF": (-52.3, 4.9), "GP": (-61.7, 16.0),
    "GT": (-90.5, 14.6), "GY": (-58.2, 6.8), "HN": (-87.2, 14.1), "HT": (-72.3, 18.5),
    "JM": (-76.8, 18.0), "KN": (-62.7, 17.3), "LC": (-61.0, 14.0), "MQ": (-61.1, 14.6),
    "MX": (-99.1, 19.4), "NI": (-86.3, 12.1), "PA": (-79.5, 9.0), "PE": (-77.0, -12.0),
    "PR": (-66.1, 18.5), "RE": (55.5, -20.9), "YT": (45.2, -12.8), "PY": (-57.6, -25.3),
    "SR": (-55.2, 5.9), "SV": (-89.2, 13.7), "TT": (-61.5, 10.7), "UY": (-56.2, -34.9),
    "VC": (-61.2, 13.2), "VE": (-66.9, 10.5),
}
# fmt: on


@dataclass(frozen=True)
class Chart:
    """What is drawn: curves as SVG paths, and the points at their ends."""

    cables: list[str]
    places: list[tuple[int, int]]


def draw(lines: Iterable[Sequence[str]]) -> Chart:
    """A curve between the first country of each line and every other; unknown countries are left out."""
    cables: list[str] = []
    places: dict[tuple[int, int], None] = {}
    for number, line in enumerate(lines):
        ends = [PLACES[code] for code in line if code in PLACES]
        if len(ends) < 2:
            continue
        points = [on_chart(*end) for end in ends]
        places |= dict.fromkeys(points)
        # Twinnings between the same two countries bow differently, or they would look like one.
        cables += [curve(points[0], other, bow=0.08 + number % 5 * 0.05) for other in points[1:]]
    return Chart(cables, list(places))


def on_chart(longitude: float, latitude: float) -> tuple[int, int]:
    return round((longitude - WEST) * EAST_UNIT), round((NORTH - latitude) * SOUTH_UNIT)


def curve(start: tuple[int, int], end: tuple[int, int], *, bow: float) -> str:
    """A cable that bows to its right, westwards for who leaves Europe, by this share of its length."""
    (x1, y1), (x2, y2) = start, end
    middle_x = (x1 + x2) / 2 + (y1 - y2) * bow
    middle_y = (y1 + y2) / 2 + (x2 - x1) * bow
    return f"M{x1} {y1}Q{round(middle_x)} {round(middle_y)} {x2} {y2}"
