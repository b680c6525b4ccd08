// From mark to mark in an article.
(() => {
  const marks = () => [...document.querySelectorAll("#reader mark")];
  let now = 0;

  const show = (place) => {
    const all = marks();
    if (!all.length) return;
    now = (place + all.length) % all.length;
    all.forEach((mark) => mark.classList.toggle("dl-open", mark === all[now]));
    all[now].focus({ preventScroll: true });
    all[now].scrollIntoView({ block: "center" });
    const line = document.getElementById("mark-count");
    if (line) line.textContent = `${now + 1} / ${all.length}`;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    show(now + Number(button.dataset.step));
    button.focus({ preventScroll: true });
  });

  window.dateline.showMark = (at) => {
    setTimeout(() => {
      const all = marks();
      const title = document.getElementById("reader-title");
      if (at !== null && all.length) {
        const within = all.findIndex(
          (mark) => at >= Number(mark.dataset.at) && at < Number(mark.dataset.at) + mark.textContent.length
        );
        show(Math.max(within, 0));
      } else if (title) {
        title.focus({ preventScroll: true });
        title.scrollIntoView({ block: "start" });
      }
    }, 150);
  };
})();
