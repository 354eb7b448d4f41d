"""Build the demo programme."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hubs.models import Hub
from twinning.accounts.models import User
from twinning.demo.story import build_demo


class Command(BaseCommand):
    help = "Builds the demo programme from sample people and real hubs; refused when DEBUG is off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where data are")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo is for debugging only: its passwords are public.")
        if User.objects.exists() or Hub.objects.exists():
            if if_empty:
                return
            raise CommandError("There are people or hubs already; `make reset` begins anew.")
        self.stdout.write("Building the demo programme …")
        with transaction.atomic():
            build_demo()
