// A citation's number shows its quote on hover and focus, and its article on a press.
(() => {
  const quoted = (pill) =>
    document.getElementById(`source-${pill.dataset.turn}-${pill.dataset.n}`);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  let bubble = null;
  const hide = () => {
    if (bubble) bubble.remove();
    bubble = null;
    document.querySelectorAll(".dl-cite[aria-describedby]").forEach((pill) =>
      pill.removeAttribute("aria-describedby")
    );
  };

  // The bubble stands over or under the whole sentence, so that it never covers it.
  const preview = (pill) => {
    hide();
    const source = quoted(pill);
    const mark = source && source.querySelector("mark");
    if (!mark) return;
    bubble = document.createElement("div");
    bubble.className = "dl-preview";
    bubble.id = "dl-preview";
    bubble.setAttribute("role", "tooltip");
    const title = document.createElement("strong");
    const card = source.closest(".dl-source");
    title.textContent = (card.querySelector("h3") || {}).textContent || "";
    const quote = document.createElement("q");
    quote.dir = "auto";
    quote.textContent = mark.textContent;
    const origin = document.createElement("span");
    origin.textContent = (card.querySelector(".dl-dateline") || {}).textContent || "";
    bubble.append(title, quote, origin);
    document.body.append(bubble);
    pill.setAttribute("aria-describedby", "dl-preview");
    const at = pill.getBoundingClientRect();
    const around = (pill.closest(".dl-sentence, .dl-side-said") || pill).getBoundingClientRect();
    const left = Math.min(at.left - 24, innerWidth - bubble.offsetWidth - 12);
    const above = around.top > bubble.offsetHeight + 14;
    bubble.style.left = `${Math.max(12, left) + scrollX}px`;
    bubble.style.top = above
      ? `${around.top - bubble.offsetHeight - 8 + scrollY}px`
      : `${around.bottom + 8 + scrollY}px`;
  };

  const showTurn = (turn) =>
    document.querySelectorAll(".dl-group").forEach((group) => {
      group.hidden = group.dataset.turn !== String(turn);
    });

  const openArticle = (pill) => {
    hide();
    showTurn(pill.dataset.turn);
    document.querySelectorAll(".dl-cite[aria-current]").forEach((each) =>
      each.removeAttribute("aria-current")
    );
    pill.setAttribute("aria-current", "true");
    window.dateline.go({
      turn: Number(pill.dataset.turn),
      n: Number(pill.dataset.n),
      article: pill.dataset.article,
      at: Number(pill.dataset.start),
    });
  };

  const goBack = (turn, n) => {
    const pill = document.querySelector(`.dl-cite[data-turn="${turn}"][data-n="${n}"]`);
    if (!pill) return;
    document.body.classList.remove("dl-sheet");
    pill.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    pill.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const pill = event.target.closest(".dl-cite");
    const back = event.target.closest(".dl-back");
    if (pill) {
      event.preventDefault();
      openArticle(pill);
    } else if (back) {
      event.preventDefault();
      goBack(back.dataset.turn, back.dataset.n);
    }
  });
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => {
      const pill = event.target.closest && event.target.closest(".dl-cite");
      if (pill && !window.dateline.narrow()) preview(pill);
      else if (kind === "mouseover" && bubble && !bubble.contains(event.target)) hide();
    });
  document.addEventListener("focusout", hide);
  Object.assign(window.dateline, {
    showTurn,
    goBack,
    // Takes the preview away; says whether there was one.
    unpreview() {
      const there = Boolean(bubble);
      hide();
      return there;
    },
  });
})();
