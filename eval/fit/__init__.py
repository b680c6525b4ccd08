"""Fitting of the linear models in `rag/retrieve/weights.json` on sets with known answers.

`python -m eval.fit DATASETS` does it, prints figures on questions that were held out, and writes
the file.
"""
