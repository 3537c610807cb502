"""The command `trialogue`. Everything but `up` and `web` is a management command of the same name."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

USAGE = """\
trialogue COMMAND [--data DIR] [...]

  up [--host H] [--port P] [--demo]   the whole site in one process tree: pages, worker, clock
  web [--host H] [--port P] [--workers N]   the pages alone, for production
  worker                              the jobs and the clock alone, for production
  demo [--seed N] [--size large]      load the demo community
  import discourse|mbox|neutral PATH [--dry-run]   bring a community along
  admin create --name N --email A     make a manager
  claim FILE                          give imported people their accounts, from a CSV
  check [--deploy]                    look for mistakes in the settings
  manage ...                          any management command of Django

Everything the site keeps is in DIR (./var, or the environment's TRIALOGUE_DATA).
`trialogue COMMAND --help` tells more."""

NEEDS_DATABASE = frozenset({"worker", "demo", "import", "admin", "claim"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 misused, 130 interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    try:
        _choose_data(arguments)
        return _dispatch(arguments)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130


def _choose_data(arguments: list[str]) -> None:
    """Take `--data DIR` out of the arguments, wherever it stands, before the settings are read."""
    for place, argument in enumerate(arguments):
        name, joined, value = argument.partition("=")
        if name == "--data":
            del arguments[place]
            if not joined:
                value = arguments.pop(place) if place < len(arguments) else ""
            if not value:
                raise SystemExit(_misused("--data needs a directory."))
            os.environ["TRIALOGUE_DATA"] = str(Path(value).expanduser().resolve())
            return


def _dispatch(arguments: list[str]) -> int:
    match arguments:
        case [] | ["-h" | "--help" | "help", *_]:
            print(USAGE)
            code = 0 if arguments else 2
        case ["up", *rest]:
            code = _up(rest)
        case ["web", *rest]:
            code = _web(rest)
        case ["import", kind, *rest] if not kind.startswith("-"):
            code = _manage([f"import_{kind}", *rest], migrate="--help" not in rest)
        case ["manage", *rest]:
            code = _manage(rest, migrate=False)
        case [command, *_] if command.startswith("-"):
            code = _misused(f"There is no option {command}.")
        case [command, *rest]:
            code = _manage(arguments, migrate=command in NEEDS_DATABASE and "--help" not in rest)
        case _:
            code = 2
    return code


def _up(rest: list[str]) -> int:
    parser = _parser("up", "Run the whole site: pages, worker and clock. Ctrl-C stops it.")
    parser.add_argument("--demo", action="store_true", help="load the demo community when nobody is there yet")
    options = parser.parse_args(rest)
    from trialogue.config.up import up

    return up(host=options.host, port=options.port, demo=options.demo)


def _web(rest: list[str]) -> int:
    parser = _parser("web", "Serve the pages, for production.")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    options = parser.parse_args(rest)
    from trialogue.config.up import web

    return web(host=options.host, port=options.port, workers=options.workers)


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"trialogue {command}", description=description, allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--data", metavar="DIR", help="where everything is kept (./var)")
    return parser


def _manage(arguments: list[str], *, migrate: bool) -> int:
    from django.core.management import execute_from_command_line

    if migrate:
        import django

        from trialogue.config.assets import ensure_assets
        from trialogue.config.database import ensure_database

        django.setup()
        ensure_database()
        ensure_assets()
    execute_from_command_line(["trialogue", *arguments])
    return 0


def _misused(what: str) -> int:
    print(f"{what}\n\n{USAGE}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
