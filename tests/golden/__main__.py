"""Write anew what the sample reports say and what the README shows: `python -m tests.golden`.

Read the difference before you commit it: each line is a claim gained, lost or changed.
"""

import tempfile
from pathlib import Path

from kg import Dataset
from tests.gate.identity.table import lines as identity
from tests.gate.tables import quality
from tests.golden import answers, demo, inferred, readme
from tests.golden.claims import FOLDER, lines
from tests.golden.picture import mermaid


def main() -> None:
    """Run the demonstration once and write all that is held against it."""
    with tempfile.TemporaryDirectory() as folder:
        shown = demo.show(Path(folder))
        for path in (*FOLDER.glob("*.txt"), *answers.FOLDER.glob("*.txt")):
            path.unlink()
        answers.FOLDER.mkdir(exist_ok=True)
        with Dataset(Path(folder) / demo.NAME) as dataset:
            for record in dataset.documents():
                text = "\n".join(lines(record)) + "\n"
                (FOLDER / f"{record.document.key}.txt").write_text(text, encoding="utf-8")
            for name, found in answers.answers(dataset).items():
                text = "\n".join(found) + "\n"
                (answers.FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
            drawn = "\n".join(inferred.lines(dataset, hermit=False)) + "\n"
            inferred.PATH.write_text(drawn, encoding="utf-8")
            readme.write("picture", mermaid(dataset))
        readme.write("demo", f"$ make demo\n{shown.rstrip()}")
    readme.write("quality", "\n".join(quality()))
    readme.write("identity", "\n".join(identity()))


if __name__ == "__main__":
    main()
