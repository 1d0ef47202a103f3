"""The command `vakbewijs`: one group, whose commands live with the party that they belong to.

Commands are imported when they are called, so that `vakbewijs verify` does not load Flask.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version

import click

# name -> (module, attribute, one line of help); the help stands here so that `--help` imports nothing.
COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "demo": ("vakbewijs.demo.command", "demo", "Run issuer, wallet and verifier with the running example."),
    "conformance": (
        "vakbewijs.conformance.command",
        "conformance",
        "Run a throw-away server for independent test clients.",
    ),
    "verify": ("verifier.cli", "verify", "Check a certificate or a share link."),
    "entitlement": (
        "verifier.entitlement_command",
        "entitlement",
        "Say which funded education verified documents leave open.",
    ),
    "issuer": ("issuer.cli", "issuer", "Run and administer the issuer."),
    "wallet": ("wallet.cli", "wallet", "Run and administer the wallet."),
    "verifier": ("verifier.cli", "verifier", "Run and administer the verifier."),
    "trust": ("keys.cli", "trust", "Keep and publish a trust list, as a register keeper."),
    "jose": ("keys.jose.cli", "jose", "Secure and verify documents with a JSON Web Key, for test suites."),
    "frameworks": ("vakbewijs.frameworks", "frameworks", "Look up and import qualifications."),
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command, or return None for a name that is not in the table."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.{attribute} is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("vakbewijs"), prog_name="vakbewijs")
def main() -> None:
    """Sign, hold, share and check what people can do.

    Every command keeps its files in the instance folder that VAKBEWIJS_HOME names.
    """
