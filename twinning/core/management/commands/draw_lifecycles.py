"""Write the diagrams of all lifecycles into the documentation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from twinning.core.diagrams import lifecycles_page


class Command(BaseCommand):
    help = "Draws docs/lifecycles.md from the lifecycles of all apps."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "lifecycles.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(lifecycles_page())
        self.stdout.write(f"drawn: {page.relative_to(settings.BASE_DIR)}")
