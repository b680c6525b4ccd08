"""Install the wheel of a folder into a fresh environment and run it: `try_wheel.py dist`.

The dependencies are those of the Python that runs this; the package itself comes from the wheel.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

LINES = (
    "import dateline, eval, index, rag, ui; print(dateline.__file__, dateline.__version__)",
    "from rag import ask; from index import Index; import ui.server",
    "from index.encode.rounded import FOLDER; assert (FOLDER / 'encoder.bin').stat().st_size > 1e7",
)


def main(dist: Path) -> None:
    """Try the only wheel of a folder."""
    (wheel,) = dist.glob("*.whl")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
        _run(python, "-m", "pip", "install", "--quiet", "--no-deps", str(wheel.resolve()))
        # Path files are read in an environment's own folders only, so that an editable install
        # of this package stays out of the way.
        os.environ["PYTHONPATH"] = sysconfig.get_path("purelib")
        os.chdir(folder)
        own = subprocess.run(
            [python, "-c", LINES[0]], check=True, capture_output=True, text=True
        ).stdout.split()
        if not Path(own[0]).is_relative_to(folder) or own[1] not in wheel.name:
            sys.exit(f"{wheel.name}: not what was imported ({' '.join(own)})")
        for line in LINES[1:]:
            _run(python, "-c", line)
        _run(python, "-m", "dateline", "--help")
        _run(python, "-m", "dateline", "--version")


def _run(python: Path, *words: str) -> None:
    subprocess.run([python, *words], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
