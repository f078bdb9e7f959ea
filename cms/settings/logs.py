"""What is logged and how: JSON lines on a server, plain words on one's own machine."""

from typing import Any

import structlog

STAMPED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
QUIET = {
    # The request log has a line for each of these already, without the address it would quote.
    "django.request": "CRITICAL",
    # gunicorn says of every HEAD request that Django made a body for it, which is then dropped.
    "gunicorn.http.wsgi": "ERROR",
    # It would write the tried account to the log; the lock is in the database.
    "axes": "ERROR",
}
"""Loggers that say more than is wanted, and the level from which they are heard."""


def logging(level: str, form: str) -> dict[str, Any]:
    """Return Django's LOGGING with one handler; `form` is "json" or "plain"."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *STAMPED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter(json_renderer()), "plain": formatter(plain_renderer())},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {name: {"level": quiet} for name, quiet in QUIET.items()},
    }


def formatter(renderer: Any) -> dict[str, Any]:
    return {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": STAMPED,
    }


def json_renderer() -> Any:
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def plain_renderer() -> Any:
    return structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
