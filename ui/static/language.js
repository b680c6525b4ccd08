// The language that was chosen in the settings, before anything else asks which one it is.
window.dateline = window.dateline || {};
(() => {
  const chosen = /(?:^|; )dateline_language=(\w+)/.exec(document.cookie);
  if (!chosen) return;
  document.documentElement.lang = chosen[1];
  for (const [name, value] of [["language", chosen[1]], ["languages", [chosen[1]]]])
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
})();
