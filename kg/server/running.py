"""Runs the web app until it is told to stop."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

from kg.errors import ServeError
from kg.server.app import ServeOptions, create_app


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        ServeError: The port is in use, or the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ServeError(
                f"port {port} is in use", remedy="name another with --port, or 0 for any"
            ) from error
        raise ServeError(f"{host}:{port} cannot be used: {error}") from error
    return found


def serve(
    options: ServeOptions, host: str, port: int, started: Callable[[str], None] = print
) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        options: What is served.
        host: Address to listen on.
        port: Port; 0 takes a free one.
        started: Told the address once.

    Raises:
        ServeError: The address cannot be used.
    """
    import uvicorn  # noqa: PLC0415 - slow to import

    with listen(host, port) as found:
        name = f"[{host}]" if ":" in host else host
        started(f"http://{name}:{found.getsockname()[1]}/")
        config = uvicorn.Config(
            create_app(options),
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            limit_concurrency=200,
        )
        server = uvicorn.Server(config)
        try:
            server.run(sockets=[found])
        except KeyboardInterrupt:
            return
        if not server.started:
            raise ServeError("the server did not start", remedy="see --debug")
