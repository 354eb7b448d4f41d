"""A believable programme, built by the operations."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "twinning.demo"
    label = "demo"
