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
    // The article alone scrolls; the answer beside it stays where it is.
    const side = document.getElementById("side");
    const at = all[now].getBoundingClientRect().top - side.getBoundingClientRect().top;
    side.scrollTop += at - side.clientHeight / 3;
    const line = document.getElementById("mark-count");
    if (line) line.textContent = `${now + 1} / ${all.length}`;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    show(now + Number(button.dataset.step));
    button.focus({ preventScroll: true });
  });

  Object.assign(window.dateline, {
    stepMark: (step) => show(now + step),
    // Shows the mark at an offset of the article; without one, the head of the article.
    showMark(at) {
      setTimeout(() => {
        const all = marks();
        document.getElementById("reader").removeAttribute("aria-busy");
        const title = document.getElementById("reader-title");
        if (at !== null && all.length) {
          const within = all.findIndex(
            (mark) => at >= Number(mark.dataset.at) && at < Number(mark.dataset.at) + mark.textContent.length
          );
          show(Math.max(within, 0));
        } else if (title) {
          const side = document.getElementById("side");
          side.scrollTop = 0;
          title.focus({ preventScroll: true });
        }
      }, 80);
    },
  });
})();
