#!/usr/bin/env python
"""Runs one management command."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")
    # Without a secret key nothing but a local, debugging run is possible at all, so that is what
    # a bare command in a fresh checkout is. `DEBUG=0` insists on production's rules.
    if "SECRET_KEY" not in os.environ:
        os.environ.setdefault("DEBUG", "1")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as lacking:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"{lacking} (`.env.example` explains each).")
    except KeyboardInterrupt:
        sys.exit(130)  # who stops a command needs no account of where it stood


if __name__ == "__main__":
    main()
