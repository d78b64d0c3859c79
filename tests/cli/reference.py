"""Writes `docs/cli.md` from the parser: `make docs`. A test compares the two."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from treaty_drafts.cli.main import parser

HEAD = """\
# Commands

This page is written by `make docs` from the program itself; a test compares the two.

{description}
{epilog}
A refusal says what is wrong, where, and what to do next. FORMAT is told by `--to` or by the ending of `-o`.
`treaty-drafts --version` prints the version; `treaty-drafts COMMAND --help` prints what stands here.
"""


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """The parser of each command, by name; of a command that has commands of its own, each of these."""
    return dict(_commands("", parser()))


def _commands(name: str, command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    own = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
    if not own:
        yield name, command
    for action in own:
        for verb, one in action.choices.items():
            yield from _commands(f"{name} {verb}".strip(), one)


def reference() -> str:
    """The page."""
    top = parser()
    parts = [HEAD.format(description=top.description, epilog=top.epilog)]
    parts += [_section(name, command) for name, command in commands().items()]
    return "\n".join(parts)


def _section(name: str, command: argparse.ArgumentParser) -> str:
    usage = " ".join(["treaty-drafts", name, *(_usage(action) for action in _actions(command))])
    rows = "".join(f"| `{_shown(action)}` | {action.help} |\n" for action in _actions(command))
    return f"## {name}\n\n    {usage}\n\n{command.description}\n\n| | |\n|---|---|\n{rows}"


def _actions(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (action for action in command._actions if not isinstance(action, argparse._HelpAction))


def _shown(action: argparse.Action) -> str:
    names = ", ".join(action.option_strings)
    return f"{names} {_value(action)}".strip().replace("|", "\\|")


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    many = "…" if action.nargs in ("*", "+") else ""
    return ("|".join(action.choices) if action.choices else str(action.metavar)) + many


def _usage(action: argparse.Action) -> str:
    value = _value(action)
    words = f"{action.option_strings[0]} {value}".strip() if action.option_strings else value
    needed = action.required if action.option_strings else action.nargs not in ("*", "?")
    again = " …" if type(action) is argparse._AppendAction else ""
    return f"{words}{again}" if needed else f"[{words}{again}]"


if __name__ == "__main__":
    print(reference(), end="")
