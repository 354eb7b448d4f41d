"""The product's own settings, made quick, strict and separate from anybody's data."""

import atexit
import os
import shutil
import tempfile

from tests.strictness import NoMigrations, UnknownVariable

WORKSHOP = tempfile.mkdtemp(prefix="twinning-tests-")
atexit.register(shutil.rmtree, WORKSHOP, ignore_errors=True)
os.environ.update(DEBUG="1", TWINNING_VAR=WORKSHOP, SITE_URL="http://testserver")
for name in ("ALLOWED_HOSTS", "EMAIL_URL", "S3_BUCKET", "OIDC_PROVIDERS"):
    os.environ.pop(name, None)

from twinning.settings import *  # noqa: E402

ALLOWED_HOSTS += ["testserver"]

# Tables are made of the models as they are: walking there by all migrations costs each process as much as
# two hundred tests. The journeys' product walks them on either database; `make check` proves where they lead.
MIGRATION_MODULES = NoMigrations()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable(BASE_DIR / "templates")
LOGGING["root"]["level"] = "CRITICAL"

# What an operation hands to the background happens at once, as soon as its transaction is through.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT = "memory"

# Each test process has a cache of its own, which it may clear.
if REDIS_URL:
    CACHES["default"]["KEY_PREFIX"] = f"tests-{os.getpid()}"
else:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in life: threads of a test then wait for one another as processes do.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Who waits for a lock that nobody gives back is told so, instead of waiting for ever.
    DATABASES["default"]["OPTIONS"]["options"] += " -c lock_timeout=120s"
