"""The product's addresses, and those of the floors."""

from django.urls import path

from tests.benchmarks.floors import change, empty, lean
from twinning.urls import urlpatterns as product

urlpatterns = [
    path("floors/empty/", empty),
    path("floors/lean/", lean),
    path("floors/change/", change),
    *product,
]
