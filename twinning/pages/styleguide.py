"""The living style guide: every component once, with words that stay the same."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from twinning.core.waiting import Waiting
from twinning.pages.chart import draw

SHORES = [
    {
        "name": "Smart Islands Hub",
        "place": "Funchal, Portugal",
        "region": "European Union",
        "shore": 1,
        "url": "#main",
    },
    {
        "name": "Centro de Inovação do Ceará",
        "place": "Fortaleza, Brazil",
        "region": "Latin America and the Caribbean",
        "shore": 2,
        "url": "#main",
    },
]
THIRD = {
    "name": "INNOVACT Cross-border Laboratory",
    "place": "Chaves, Portugal",
    "region": "Third shore",
    "shore": 3,
    "url": "",
}
HUBS = [
    ("Canary Islands Digital Innovation Hub", "Spain", "EU", 1, "12.5", "good", "selected"),
    (
        "Laboratorio Nacional de Supercómputo del Sureste de México",
        "Mexico",
        "LAC",
        2,
        "11.0",
        "info",
        "reserve",
    ),
    (
        "Azores Digital Innovation Hub on Tourism and Sustainability",
        "Portugal",
        "EU",
        1,
        "9.5",
        "warn",
        "under review",
    ),
    ("Centro Nacional de Alta Tecnología", "Costa Rica", "LAC", 2, "7.0", "bad", "not selected"),
]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name of the hub", help_text="As it is registered.")
    email = forms.EmailField(label="E-mail", required=False)
    motivation = forms.CharField(
        label="Motivation", widget=forms.Textarea(attrs={"rows": 4}), help_text="At most 300 words."
    )
    country = forms.ChoiceField(label="Country", choices=[("PT", "Portugal"), ("BR", "Brazil")])
    areas = forms.MultipleChoiceField(
        label="Technology areas",
        choices=[("ai", "Artificial intelligence"), ("cloud", "Cloud computing"), ("5g", "5G")],
        widget=forms.CheckboxSelectMultiple,
        help_text="All in which you have worked with others.",
    )
    role = forms.ChoiceField(
        label="Your part", choices=[("m", "Manager"), ("c", "Contributor")], widget=forms.RadioSelect
    )
    day = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label="Letter of intention", required=False)
    agreed = forms.BooleanField(label="We have read the conditions of the call.")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, for those who build pages and for the tests of their looks."""
    messages.success(request, "Your expression of interest is in.")
    faulty = SampleForm({"email": "not-an-address", "motivation": "Because."}, prefix="faulty")
    return render(request, "styleguide.html", context() | {"faulty": faulty})


def context() -> dict[str, Any]:
    now = timezone.now()
    moments = [now + timedelta(**left) for left in ({"hours": 5}, {"days": 4}, {"days": 40}, {"days": -3})]
    things = [
        Waiting(
            "Score the expression of Smart Islands Hub",
            "#main",
            moments[0],
            "3 criteria, none scored yet",
            "review",
        ),
        Waiting("Send in your expression of interest", "#main", moments[1], "Call 2026, draft saved", "call"),
        Waiting("Sign off the action plan", "#main", moments[3]),
        Waiting("Complete your hub's page", "#main"),
    ]
    return {
        "form": SampleForm(),
        "chart": draw([("PT", "BR"), ("ES", "MX"), ("FR", "CR"), ("DE", "CL"), ("IT", "CO", "UY")]),
        "partners": SHORES,
        "three": [*SHORES, THIRD],
        "hubs": HUBS,
        "moments": moments,
        "things": things,
        "page": Paginator(range(460), 50).get_page(5),
        "tones": ["", "info", "good", "warn", "bad", "accent"],
    }
