"""A bound on the whole time of an HTTP exchange, which timeouts per read are not (DW-02).

A server that sends one byte a second never runs into a read timeout. A `Deadline` keeps a second
handle on each connection that is opened under it, and shuts the connection down when the time is
over, wherever the exchange then is: TLS handshake, headers or body. Looking up the name is outside
it; the system's resolver has its own limit.
"""

import socket
import threading
from typing import Self

from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """Shuts down what it watches after some seconds. `passed` says whether that happened."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            while self._watched:
                self._watched.pop().close()

    def watch(self, connection: socket.socket) -> socket.socket:
        """Keep a handle of our own on a new connection: TLS takes the first one over."""
        with self._lock:
            self._watched.append(connection.dup())
        if self.passed:
            self._expire()
        return connection

    def _expire(self) -> None:
        with self._lock:
            self.passed = True
            for watched in self._watched:
                try:
                    watched.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was first
                    continue


def guarded_adapter(deadline: Deadline, *, https: bool, allow_loopback: bool) -> IPFilterAdapter:
    """Return an adapter that connects to public addresses only, and under the deadline."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return deadline.watch(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return deadline.watch(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = IPFilterAdapter(is_https_proto=https, allow_loopback=allow_loopback)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return adapter
