"""What comes with Dateline may be passed on with it."""

from importlib.metadata import distribution

from eval.docs.licences import licence, licences


def test_every_package_says_a_licence_that_asks_for_no_source_of_ours():
    found = licences()
    assert {"torch", "gradio", "onnxruntime", "numpy", "lxml"} <= set(found)
    assert [name for name, said in found.items() if said == "not said"] == []
    copyleft = {name: said for name, said in found.items() if "GPL" in said and "LGPL" not in said}
    assert copyleft == {}


def test_an_extra_is_not_among_them():
    assert not {"ray", "pymilvus", "pytest"} & set(licences())


def test_a_licence_is_what_the_package_says():
    assert licence(distribution("numpy")).startswith("BSD-3-Clause")
