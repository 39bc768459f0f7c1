"""What one types to score, to measure and to train; needs no newspaper."""

import csv
import json
import logging
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from hiwar.scorer import files
from hiwar.scorer.evaluation import labelled
from hiwar.scorer.evaluation.figures import Figures
from hiwar.scorer.scoring import score, score_all

CSV = click.Path(path_type=Path, exists=True, dir_okay=False)
HEAD = f"{'':28}{'rows':>7}{'toxic':>7}{'AUC':>8}{'F1':>8}{'at':>7}{'alarms':>9}"


@click.group()
def scorer() -> None:
    """Say which comments need eyes first, in English and Arabic."""


@scorer.command()
@click.argument("file", type=CSV)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def evaluate(file: Path, as_json: bool) -> None:
    """Measure the scorer on a labelled CSV FILE.

    Columns: text, label (1 for what a moderator should see first, else 0); if there
    are, also language (en, ar, ar-Latn) and group.
    """
    try:
        report = labelled.evaluate(labelled.read(file))
    except labelled.NotLabelled as problem:
        raise click.ClickException(f"{file}: {problem}.") from None
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
        return
    click.echo(HEAD)
    click.echo(line("all", report.whole))
    for name, figures in report.languages.items():
        click.echo(line(f"language {name}", figures))
    for name, figures in report.groups.items():
        click.echo(line(name, figures))
    click.echo("alarms: the share of harmless rows with a score of 0.8 or more.")


def line(name: str, figures: Figures) -> str:
    """Return the figures of one group as a line below `HEAD`."""
    alarms = figures.false_alarms_at.get("0.8")
    share = "–" if alarms is None else f"{alarms:.1%}"
    return (
        f"{name[:27]:28}{figures.rows:>7}{figures.toxic:>7}"
        f"{_number(figures.roc_auc):>8}{_number(figures.f1_best):>8}"
        f"{_number(figures.f1_best_threshold):>7}{share:>9}"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


@scorer.command("score")
@click.argument("texts", nargs=-1)
@click.option("--file", type=CSV, help="A CSV file with a column `text`, scored whole.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it.")
def score_command(texts: tuple[str, ...], file: Path | None, out: Path | None) -> None:
    """Score TEXTS, or every row of a file, as lines of JSON or as CSV."""
    for text in texts:
        scored = score(text, explains=True)
        words = [{"text": moved.text, "by": moved.by} for moved in scored.moved]
        answer: dict[str, Any] = {"text": text, "language": scored.language}
        answer |= scored.values
        click.echo(json.dumps(answer | {"words": words}, ensure_ascii=False))
    if file is not None:
        try:
            files.score_file(file, out)
        except files.NoTexts:
            raise click.ClickException(f"{file}: no column {files.COLUMN}.") from None


@scorer.command()
@click.argument("file", type=CSV)
@click.option("--held", help="The share of comments to hold, as in 4%.")
@click.option("--was", type=float, help="The threshold for the column `perspective`.")
def threshold(file: Path, held: str | None, was: float | None) -> None:
    """Find the threshold that holds as many of the comments in FILE as before."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    try:
        texts = [row["text"] or "" for row in rows]
        share = (
            float((held or "").rstrip("%")) / 100
            if was is None
            else sum(float(row["perspective"]) >= was for row in rows) / len(rows)
        )
    except (KeyError, ValueError, ZeroDivisionError):
        raise click.UsageError(
            "Say --held as a percentage, or --was with a column `perspective`;"
            " `text` is needed for both."
        ) from None
    scores = sorted((one.toxicity or 0.0 for one in score_all(texts)), reverse=True)
    count = min(len(scores), round(share * len(scores)))
    if not count:
        raise click.ClickException("No comment would be held.")
    click.echo(f"{scores[count - 1]:.3f} holds {count} of {len(scores)} comments.")


@scorer.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def fit(folder: Path) -> None:
    """Fit the model that ships on the labelled comments of FOLDER."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # scipy's optimisers take a second to load, and only fitting needs them.
    train = import_module("hiwar.scorer.training.train")
    train.main(folder)
