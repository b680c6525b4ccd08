// Gradio asks the browser for its language; it is told that of the page, which the server chose.
(() => {
  const { lang } = document.documentElement;
  for (const [name, value] of [["language", lang], ["languages", [lang]]])
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  // Names that Gradio says in English alone.
  const named = () => {
    for (const [said, name] of Object.entries(window.dateline.said))
      for (const part of document.querySelectorAll(`[aria-label="${said}"]`))
        part.setAttribute("aria-label", name);
  };
  if (lang !== "en")
    new MutationObserver(named).observe(document.documentElement, { childList: true, subtree: true });
})();
