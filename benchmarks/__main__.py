"""`make bench`, or `python -m benchmarks`: measure, and print what was measured."""

from pathlib import Path

import click

from benchmarks.measure import Failed
from benchmarks.parts import Run
from benchmarks.tables import results

HERE = Path(__file__).parent
PARTS = ("versus", "outputs", "growth", "start", "preview")
SIZES = (1000, 10_000)
MORE_SIZES = {"preview": (100,)}
LARGE = ("growth", "preview")
REPEATS = {100: 5, 1000: 5, 10_000: 3, 100_000: 1}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--part",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    help="Measure only this part; can be repeated. Else all of them.",
)
@click.option(
    "--size",
    "sizes",
    type=int,
    multiple=True,
    help="Briefings in the archive; can be repeated. Else 1,000 and 10,000, and for `preview` 100.",
)
@click.option("--large", is_flag=True, help="100,000 briefings too, for `growth` and `preview`.")
@click.option(
    "--repeats",
    type=int,
    help="How often each is measured; else it goes by size. For `preview`: edits, else 20.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=HERE / "run",
    help="Where the sites are built and results kept: on a real disk. Else benchmarks/run.",
)
@click.option("--print", "only_print", is_flag=True, help="Measure nothing: write RESULTS.md anew.")
def main(
    parts: tuple[str, ...],
    sizes: tuple[int, ...],
    large: bool,
    repeats: int | None,
    folder: Path,
    only_print: bool,
) -> None:
    """Measure Dateline beside Hugo and MkDocs, and write benchmarks/RESULTS.md from all parts that
    were ever measured in the folder."""
    run = Run(folder.resolve(), click.echo)
    try:
        for part in () if only_print else parts or PARTS:
            _measure(run, part, sizes, large, repeats)
    except Failed as failed:
        raise click.ClickException(str(failed)) from None
    text = results(run.results)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    click.echo(text)


def _measure(run: Run, part: str, sizes: tuple[int, ...], large: bool, repeats: int | None) -> None:
    if part == "start":
        run.start(repeats or 20)
        return
    for size in _sizes(part, sizes, large):
        times = repeats or REPEATS.get(size, 3)
        if part == "versus":
            run.versus(size, times, entry_pages=False)
            run.versus(size, times, entry_pages=True)
        elif part == "outputs":
            run.outputs(size, times)
        elif part == "preview":
            run.preview(size, repeats or 20)
        else:
            run.growth(size, times)


def _sizes(part: str, sizes: tuple[int, ...], large: bool) -> tuple[int, ...]:
    chosen = sizes or (*MORE_SIZES.get(part, ()), *SIZES)
    return (*chosen, 100_000) if large and part in LARGE else chosen


if __name__ == "__main__":
    main()
