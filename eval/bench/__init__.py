"""Speed, start-up, latency and growth, measured beside what people use today.

`python -m eval.bench` runs everything and writes tables and plots under `eval/results/`; each
system works in processes of its own, on the same file, with the same weights, in one run.
"""
