"""How a report looks; light and dark follow the reader's system."""

CSS = """
:root { color-scheme: light dark; --ink: #1d2330; --quiet: #5b6474; --paper: #fff;
  --card: #f5f7fa; --rule: #d8dee8; --accent: #2563a8; --good: #2e7d5b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf2; --quiet: #a2acbd;
  --paper: #14181f; --card: #1d232d; --rule: #343d4b; --accent: #6aa9e9; --good: #5cb98c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 64rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
.quiet { color: var(--quiet); } nav a { margin-right: 1rem; } a { color: var(--accent); }
figure { margin: 1rem 0; padding: 1rem; background: #fff; color: #1d2330; overflow-x: auto;
  border: 1px solid var(--rule); border-radius: .5rem; }
figcaption { font-weight: 600; } figure svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--rule);
  vertical-align: top; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
details { border: 1px solid var(--rule); border-radius: .4rem; margin: .4rem 0; }
summary { cursor: pointer; } summary, details > div { padding: .45rem .75rem; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.passage { background: var(--card); padding: .5rem .75rem; margin: .5rem 0; font-size: .9rem; }
.gold { border-left: 4px solid var(--good); }
input { font: inherit; padding: .4rem .6rem; width: 100%; max-width: 28rem; color: inherit;
  background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; }
"""

FILTER = """
const box = document.getElementById("filter");
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const one of document.querySelectorAll("details.case")) {
    const text = one.textContent.toLowerCase();
    one.hidden = !words.every((word) => text.includes(word));
  }
});
"""
"""Hides the questions that lack a typed word."""
