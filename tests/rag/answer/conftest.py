"""An archive of two matters, for the modules that have none of their own."""

from datetime import date

import pytest

from index import Article, Index

TEXT = (
    "The library of Halden will not close, the council decided by 14 votes to 9. The mayor had "
    "wanted to close it. It was founded in 1911.\n\n"
    "Petra Lund leads the Fisheries Institute of Norholm. Nets came up empty in the spring. "
    '"The herring have gone north," she said on Friday.'
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("compose") / "index", encoder=encoder) as made:
        made.add([Article(id="a", title="Two matters", text=TEXT, date=date(2025, 4, 2))])
        yield made
