// Menus: one open at a time; Esc and a press elsewhere close them. Keys that hold everywhere.
(() => {
  const open = () => [...document.querySelectorAll("details.dl-menu[open], details.dl-limits[open]")];
  const shut = (except) => {
    const those = open().filter((menu) => menu !== except);
    those.forEach((menu) => (menu.open = false));
    return those;
  };

  document.addEventListener("click", (event) => {
    shut(event.target.closest("details.dl-menu, details.dl-limits"));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      const [menu] = shut(null);
      if (menu) return menu.querySelector("summary").focus();
      if (document.querySelector("dialog[open]") || window.dateline.unpreview()) return;
      const { article } = window.dateline.here();
      if (article || document.body.classList.contains("dl-sheet")) window.dateline.close();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      if (window.dateline.here().tab !== "ask") window.dateline.go({ tab: "ask" });
      setTimeout(() => window.dateline.focusQuestion(), 50);
    } else if (window.dateline.here().article && ["n", "p"].includes(event.key.toLowerCase()))
      window.dateline.stepMark(event.key.toLowerCase() === "n" ? 1 : -1);
  });
})();
