"""How a report looks; light and dark follow the reader's system."""

CSS = """
:root { color-scheme: light dark; --ink: #1d2330; --quiet: #5b6474; --paper: #fff;
  --card: #f5f7fa; --rule: #d8dee8; --accent: #2563a8; --good: #2e7d5b; --calm: #86b8a1;
  --warn: #c98a1b; --bad: #b3403a; --deep: #7a3f8f; --dim: #9aa3b2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf2; --quiet: #a2acbd;
  --paper: #14181f; --card: #1d232d; --rule: #343d4b; --accent: #6aa9e9; --good: #5cb98c;
  --calm: #3f7a60; --warn: #e0ab4a; --bad: #e2766f; --deep: #c08ad4; --dim: #6b7484; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 64rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; } p.quiet, .quiet { color: var(--quiet); }
nav a { margin-right: 1rem; } a { color: var(--accent); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
  gap: 1.25rem; } .plots .wide { grid-column: 1 / -1; }
figure { margin: 0; padding: 1rem; background: var(--card); border-radius: .5rem;
  overflow-x: auto; }
figcaption { font-weight: 600; margin-bottom: .5rem; } svg { width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--rule);
  vertical-align: top; } td.number, th.number { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
details { border: 1px solid var(--rule); border-radius: .4rem; margin: .4rem 0; }
details > summary { cursor: pointer; padding: .45rem .75rem; } details[open] > summary {
  border-bottom: 1px solid var(--rule); } details > div { padding: .5rem .75rem; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.passage { background: var(--card); border-radius: .4rem; padding: .5rem .75rem; margin: .5rem 0;
  font-size: .9rem; } .gold { border-left: 4px solid var(--good); }
input { font: inherit; padding: .4rem .6rem; width: 100%; max-width: 28rem; color: inherit;
  background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; }
code { font-size: .85rem; overflow-wrap: anywhere; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg .tick, svg .label {
  fill: var(--quiet); font-size: 12px; } svg .value { font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--rule); } svg .axis { stroke: var(--quiet); }
svg .diagonal { stroke: var(--dim); stroke-dasharray: 4 4; }
svg .track { fill: var(--rule); opacity: .5; } svg .bar { fill: var(--accent); }
svg .whisker { stroke: var(--ink); stroke-width: 1.5; }
svg .curve { fill: none; stroke: var(--accent); stroke-width: 2; } svg .dot { fill: var(--accent); }
svg .front { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 5 4; }
svg .move { stroke: var(--dim); stroke-width: 3; } svg .dot.same { fill: var(--quiet); }
svg .move.worse { stroke: var(--bad); } svg .dot.worse { fill: var(--bad); }
svg .move.better { stroke: var(--good); } svg .dot.better { fill: var(--good); }
svg .dot.beaten { fill: var(--dim); } tr.best td:first-child { font-weight: 700; }
tr.best { background: var(--card); } th.number { white-space: normal; vertical-align: bottom; }
svg .loss-right { fill: var(--good); } svg .loss-abstained-rightly { fill: var(--calm); }
svg .loss-not-retrieved { fill: var(--bad); } svg .loss-abstained-wrongly { fill: var(--warn); }
svg .loss-not-chosen { fill: var(--deep); } svg .loss-chosen-but-wrong { fill: var(--accent); }
svg .loss-answered-the-unanswerable { fill: var(--ink); } svg .loss-not-judged { fill: var(--dim); }
"""

FILTER = """
const box = document.getElementById("filter");
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const one of document.querySelectorAll("details.failure")) {
    const text = one.textContent.toLowerCase();
    one.hidden = !words.every((word) => text.includes(word));
  }
});
"""
"""Hides the failures that lack a typed word."""
