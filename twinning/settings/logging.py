"""Logs: one JSON object a line where machines read them, plain lines where a person does."""

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """Only what is named here is written: no request, no address, nothing of a person."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_as(form: str, *, level: str) -> dict[str, Any]:
    """Everything goes to standard error; the web server's own loggers join in, access lines do not."""
    passed_on: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": JsonFormatter},
            "plain": {"format": "{levelname:<7} {name}: {message}", "style": "{"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": passed_on,
            "uvicorn": passed_on,
            "uvicorn.error": passed_on,
            "uvicorn.access": {"handlers": [], "propagate": False},
            "celery": passed_on,
            # Each glyph of a PDF and each line of a mail's delivery is news to these.
            "fontTools": {"level": "WARNING"},
            "mail.log": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }
