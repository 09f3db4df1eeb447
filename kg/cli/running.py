"""Runs a command and turns what happened into an exit code and, at most, one line."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

import typer

from kg.cli.app import build_app
from kg.cli.settings import Settings, use
from kg.errors import KgError

FINE, FINDINGS, USAGE, BROKEN_CHAIN, INTERRUPTED = 0, 1, 2, 3, 130


def run(argv: Sequence[str]) -> int:
    """Run one command; return 0 fine, 1 findings, 2 bad input or usage, 3 a broken chain.

    ``--debug`` and ``--log`` are taken anywhere on the line, before or after the command.
    """
    arguments, settings = _settings(argv)
    use(settings)
    _configure_logging(settings)
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has had enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except KgError as error:
        _report(error, settings)
        return error.exit_code
    except OSError as error:
        _report(error, settings)
        return USAGE
    except Exception as error:
        # The last line of defence: no traceback unless it is asked for.
        if settings.debug:
            raise
        kind = type(error).__name__
        _say(f"{kind}: {error}; this is a fault in citegraph: run with --debug and report it")
        return USAGE
    return code


def _settings(argv: Sequence[str]) -> tuple[list[str], Settings]:
    end = argv.index("--") if "--" in argv else len(argv)
    flags = {"--debug", "--log"}
    arguments = [a for a in argv[:end] if a not in flags] + list(argv[end:])
    return arguments, Settings(debug="--debug" in argv[:end], log="--log" in argv[:end])


def _configure_logging(settings: Settings) -> None:
    import logging

    if settings.debug:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    else:
        logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="kg: %(message)s")


def _invoke(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, _terminated)
    command = typer.main.get_command(build_app(arguments))
    try:
        with command.make_context("kg", arguments) as context:
            command.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        at = getattr(error, "ctx", None)
        _usage(error.format_message(), at.command_path if at else "kg")
        return USAGE
    return FINE


def _usage(message: str, command: str) -> None:
    if message.startswith("Usage:"):  # a command without arguments: the help, as it is
        print(message, file=sys.stderr)
    else:
        stop = "" if message.rstrip().endswith((".", "!", "?")) else "."
        _say(f"{message.rstrip()}{stop} See: {command} --help")


def _terminated(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _report(error: Exception, settings: Settings) -> None:
    if settings.debug:
        import traceback

        traceback.print_exc()
    elif isinstance(error, OSError) and not isinstance(error, KgError):
        _say(f"{error.filename or 'input or output'}: {error.strerror or error}")
    else:
        _say(str(error))


def _say(line: str) -> None:
    print(f"kg: {' '.join(line.split())}", file=sys.stderr)
