"""The whole line: from reports to a dataset, the only place where the stages meet."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.judgements import Judgement
from kg.model import Record, Skipped
from kg.pipeline.report import Report
from kg.pipeline.run import Clock, Progress, Run, Step
from kg.pipeline.stages import Stages
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.extract import Explanation

__all__ = [
    "Report",
    "Run",
    "Stages",
    "Step",
    "build",
    "explain",
    "extract",
    "judge",
    "link",
    "real_stages",
    "remove",
    "weigh",
]


def _now() -> datetime:
    return datetime.now(UTC)


def _quiet(step: Step) -> None:
    del step


def real_stages() -> Stages:
    """Return the stages of this package; they load when they are used."""
    from kg.pipeline import corpus, understanding, version  # noqa: PLC0415 (they load the stages)
    from kg.read import read  # noqa: PLC0415 (parsers of PDF and HTML load only to read)

    return Stages(read, understanding.understand, corpus.combine, corpus.PASSES, version.digests)


def build(  # noqa: PLR0913 (what one may set about a run, by keyword)
    sources: Iterable[str | Path],
    dataset: Path | str,
    settings: Settings | None = None,
    *,
    date: str | None = None,
    clock: Clock = _now,
    progress: Progress = _quiet,
) -> Report:
    """Read `sources` into the dataset at a folder, made if absent, and finish its graph.

    Documents that are there with the same content are not read again. `date` is the publication
    date of documents that state none. What was reported to `progress` as done survives a crash;
    the same call then completes. With `settings.processes` > 1 call it under
    ``if __name__ == "__main__":``. Raises DatasetError when the folder is no dataset or another
    process is writing to it; a document that cannot be used is named in the report.
    """
    run = Run(settings or Settings(), real_stages(), clock, progress, date)
    return run.build([str(x) for x in sources], Path(dataset))


def extract(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    *,
    date: str | None = None,
    progress: Progress = _quiet,
) -> Iterator[Record | Skipped]:
    """Yield a record for each document of `sources`, in their order, and what was skipped."""
    run = Run(settings or Settings(), real_stages(), _now, progress, date)
    return run.extract([str(x) for x in sources])


def explain(
    sources: Iterable[str | Path], settings: Settings | None = None, *, date: str | None = None
) -> "Iterator[Explanation | Skipped]":
    """Yield why each document of `sources` says what it says, and what was skipped."""
    from kg.pipeline import understanding  # noqa: PLC0415 (it loads the stages)

    settings = settings or Settings()
    for found in real_stages().read([str(x) for x in sources], settings, date=date):
        yield found if isinstance(found, Skipped) else understanding.explained(found, settings)


def link(
    dataset: Path | str,
    settings: Settings | None = None,
    *,
    links: Iterable[Judgement] = (),
    clock: Clock = _now,
    progress: Progress = _quiet,
) -> Report:
    """Resolve and link the entities of a dataset anew; no document is read again.

    `links` are judgements on which item an entity is; they are kept. Only when names, settings,
    judgements or code have changed is there something to do. Raises DatasetError
    when the folder is no dataset.
    """
    run = Run(settings or Settings(), real_stages(), clock, progress)
    return run.link(Path(dataset), links)


def weigh(
    dataset: Path | str,
    settings: Settings | None = None,
    *,
    shipped_only: bool = False,
    clock: Clock = _now,
    progress: Progress = _quiet,
) -> Report:
    """Decide a dataset anew by `settings.sources_file`, which it keeps for later builds.

    With `shipped_only` it forgets what it kept. No document is read again. Raises KnowledgeError
    for a broken file, DatasetError when the folder is no dataset.
    """
    run = Run(settings or Settings(), real_stages(), clock, progress)
    return run.weigh(Path(dataset), shipped_only=shipped_only)


def judge(  # noqa: PLR0913 (what one may set about a judgement, by keyword)
    dataset: Path | str,
    verdict: str,
    *targets: str,
    by: str,
    note: str = "",
    later: bool = False,
    settings: Settings | None = None,
    clock: Clock = _now,
    progress: Progress = _quiet,
) -> Judgement:
    """Write down what a person decides about a dataset, and bring its graph up to date.

    `verdict` is "same" or "different" with two entities (a name or an IRI each), "accept" or
    "reject" with a fact or claim (its IRI or key), "link" with an entity and its item of Wikidata,
    or "undo" with the number of a judgement.
    With `later` the graph waits for the next build. Raises InputError when it contradicts what
    was judged before, QueryError when the dataset knows no such thing.
    """
    from kg.graph import Dataset  # noqa: PLC0415 (the store loads when it is used)
    from kg.lexicon import names  # noqa: PLC0415 (thousands of names)
    from kg.pipeline.judging import Docket  # noqa: PLC0415 (it loads the stages)

    used = settings or Settings()
    with Dataset(dataset, used) as opened:
        docket = Docket(opened, names.known(used))
        judgement = docket.judgement(verdict, targets, by, note)
    run = Run(used, real_stages(), clock, progress)
    return run.judge(Path(dataset), judgement, publish=not later)


def remove(
    dataset: Path | str,
    document: str,
    settings: Settings | None = None,
    *,
    clock: Clock = _now,
    progress: Progress = _quiet,
) -> Report:
    """Take a document, named by its id or source, and all that rested on it out of a dataset.

    Raises DatasetError when the dataset does not hold it.
    """
    run = Run(settings or Settings(), real_stages(), clock, progress)
    return run.remove(Path(dataset), document)
