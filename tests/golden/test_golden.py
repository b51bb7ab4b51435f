"""What the sample reports say, claim by claim; `python -m tests.golden` writes it anew."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kg import Dataset
from kg.graph.reason import java
from tests.golden import answers, demo, inferred, readme
from tests.golden.claims import FOLDER, lines
from tests.golden.picture import mermaid

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("golden")]


@dataclass(frozen=True)
class Demonstration:
    """What `make demo` shows, and the dataset it makes."""

    shown: str
    dataset: Dataset


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Run the demonstration once."""
    folder = tmp_path_factory.mktemp("demonstration")
    shown = demo.show(folder)
    with Dataset(folder / demo.NAME) as dataset:
        yield Demonstration(shown, dataset)


def test_each_report_says_what_it_said(demonstration: Demonstration) -> None:
    found = {x.document.key: lines(x) for x in demonstration.dataset.documents()}
    kept = {x.stem: x.read_text(encoding="utf-8").splitlines() for x in FOLDER.glob("*.txt")}
    assert found == kept


def test_each_question_answers_what_it_answered(demonstration: Demonstration) -> None:
    files = answers.FOLDER.glob("*.txt")
    kept = {x.stem: x.read_text(encoding="utf-8").splitlines() for x in files}
    assert answers.answers(demonstration.dataset) == kept


@pytest.mark.parametrize("hermit", [False, True], ids=["rules", "HermiT"])
def test_what_follows_is_what_followed(demonstration: Demonstration, *, hermit: bool) -> None:
    if hermit and java() is None:
        pytest.skip("HermiT needs Java, and there is no program `java` here")
    kept = inferred.PATH.read_text(encoding="utf-8").splitlines()
    assert inferred.lines(demonstration.dataset, hermit=hermit) == kept


def test_the_sample_reports_answer_thirty_questions(demonstration: Demonstration) -> None:
    found = answers.answers(demonstration.dataset)
    assert sum(len(rows) > 3 for rows in found.values()) >= 30


def test_the_readme_shows_what_the_demonstration_shows(demonstration: Demonstration) -> None:
    shown = f"$ make demo\n{demonstration.shown.rstrip()}"
    assert demo.timeless(readme.part("demo")) == demo.timeless(shown)


def test_the_readme_draws_the_graph_of_the_sample_reports(demonstration: Demonstration) -> None:
    assert readme.part("picture") == mermaid(demonstration.dataset)
