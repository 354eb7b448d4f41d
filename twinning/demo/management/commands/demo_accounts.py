"""Tell with which sample accounts one can sign in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from twinning.accounts.models import User
from twinning.demo.cast import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Lists e-mail, password and role of every demo account; refused when DEBUG is off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo accounts are for debugging only.")
        accounts = [{"email": person.email, "password": PASSWORD, "role": person.task} for person in ACCOUNTS]
        if as_json:
            self.stdout.write(json.dumps(accounts))
            return
        if not User.objects.filter(email__in=[account["email"] for account in accounts]).exists():
            return  # somebody's own programme runs here
        self.stdout.write(f"Sample accounts, all with the password “{PASSWORD}”:")
        for account in accounts:
            self.stdout.write(f"  {account['email']:<26} {account['role']}")
