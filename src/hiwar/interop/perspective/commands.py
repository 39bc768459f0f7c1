"""What one types about the scorer: its own commands, and those to serve it."""

import os
from pathlib import Path

import click
import uvicorn

from hiwar.scorer.commands import scorer

from . import keys, server

FILE = click.Path(path_type=Path, dir_okay=False)


@scorer.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option(
    "--keys",
    "file",
    type=FILE,
    help="Clients that may ask (hiwar scorer key); without it, anybody may.",
)
@click.option(
    "--layer",
    type=FILE,
    help="A site's own layer (hiwar scorer train), read again whenever it changes.",
)
def serve(
    host: str, port: int, workers: int, file: Path | None, layer: Path | None
) -> None:
    """Answer as Perspective does, without a newspaper.

    Coral's external moderation phase is answered at /coral/moderate where
    HIWAR_CORAL_SECRET holds the secret that Coral signs with.
    """
    if file is not None:
        os.environ[server.KEYS_SETTING] = str(file.resolve())
    if layer is not None:
        os.environ[server.LAYER_SETTING] = str(layer.resolve())
    click.echo(f"http://{host}:{port}/v1alpha1/comments:analyze")
    uvicorn.run(
        "hiwar.interop.perspective.server:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
    )


@scorer.command()
@click.argument("client")
@click.option("--keys", "file", type=FILE, default=keys.FILE_NAME, show_default=True)
def key(client: str, file: Path) -> None:
    """Let CLIENT ask: print its key, which is not kept anywhere else."""
    try:
        click.echo(keys.issue(file, client))
    except keys.NotAName:
        raise click.BadParameter("letters, digits, dots and hyphens") from None


__all__ = ["scorer"]
