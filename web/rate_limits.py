"""How often one address may do something (WB-11).

Counts per client address in memory, or in a store that servers share. Counting per account is for
the actor's own tables: that must survive a restart.
"""

import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Network, ip_address
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request
from limits import parse_many
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter, RateLimiter
from werkzeug.exceptions import TooManyRequests

from web.settings import ActorSettings

P = ParamSpec("P")
R = TypeVar("R")

_EXTENSION = "vakbewijs_rate_limits"


def init_rate_limits(app: Flask, settings: ActorSettings) -> None:
    """Give the application its own counters, or none when the settings switch them off."""
    app.extensions[_EXTENSION] = (
        FixedWindowRateLimiter(storage_from_string(settings.rate_limit_storage))
        if settings.rate_limits
        else None
    )


def rate_limit(limits: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Limit a view, such as `@rate_limit("5 per minute; 50 per day")`. Stands below the route decorator.

    Counts POSTs and other changes on a form's view, and every request on a view that has only GET.
    Raises `TooManyRequests` with the seconds to wait.
    """
    parsed = parse_many(limits)

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def limited(*args: P.args, **kwargs: P.kwargs) -> R:
            counters: RateLimiter | None = current_app.extensions[_EXTENSION]
            if counters is not None and _counts():
                who = (current_app.name, request.endpoint or "", _client())
                for limit in parsed:
                    if not counters.hit(limit, *who):
                        stats = counters.get_window_stats(limit, *who)
                        raise TooManyRequests(retry_after=_seconds_until(stats.reset_time))
            return view(*args, **kwargs)

        return limited

    return decorate


def _counts() -> bool:
    if request.method not in ("GET", "HEAD"):
        return True
    methods = request.url_rule.methods if request.url_rule else None
    return not (methods and "POST" in methods)


def _client() -> str:
    """Return who asks. A household with IPv6 has 2**64 addresses; they count as one."""
    address = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    return str(IPv6Network((address, 64), strict=False)) if address.version == 6 else str(address)


def _seconds_until(unix_time: float) -> int:
    return max(1, round(unix_time - time.time()))
