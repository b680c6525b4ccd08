// A citation's number shows its quote on hover and focus, and its source on a press.
(() => {
  const cardOf = (pill) =>
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

  const preview = (pill) => {
    hide();
    const card = cardOf(pill);
    const mark = card && card.querySelector("mark");
    if (!mark) return;
    bubble = document.createElement("div");
    bubble.className = "dl-preview";
    bubble.id = "dl-preview";
    bubble.setAttribute("role", "tooltip");
    const quote = document.createElement("q");
    quote.dir = "auto";
    quote.textContent = mark.textContent;
    const origin = document.createElement("span");
    origin.textContent = (card.querySelector(".dl-outlet") || {}).textContent || "";
    bubble.append(quote, origin);
    document.body.append(bubble);
    pill.setAttribute("aria-describedby", "dl-preview");
    const at = pill.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - bubble.offsetWidth - 12);
    const above = at.top > bubble.offsetHeight + 12;
    bubble.style.left = `${Math.max(12, left) + scrollX}px`;
    bubble.style.top = above
      ? `${at.top - bubble.offsetHeight - 6 + scrollY}px`
      : `${at.bottom + 6 + scrollY}px`;
  };

  const showTurn = (turn) =>
    document.querySelectorAll(".dl-group").forEach((group) => {
      group.hidden = group.dataset.turn !== String(turn);
    });

  // Beside the answer, the panel scrolls to the head of the card as long as the mark is seen;
  // below it, on a phone, the page scrolls to the mark.
  const bring = (card, mark) => {
    const panel = document.getElementById("sources-column");
    const behavior = calm() ? "auto" : "smooth";
    if (getComputedStyle(panel).overflowY !== "auto")
      return mark.scrollIntoView({ block: "center", behavior });
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    mark.scrollIntoView({ block: "nearest" });
  };

  const openSource = (pill, repeated) => {
    const card = cardOf(pill);
    if (!card) return;
    showTurn(pill.dataset.turn);
    document.querySelectorAll(".dl-source.dl-open").forEach((each) =>
      each.classList.remove("dl-open")
    );
    document.querySelectorAll(".dl-cite[aria-current]").forEach((each) =>
      each.removeAttribute("aria-current")
    );
    card.classList.add("dl-open");
    pill.setAttribute("aria-current", "true");
    bring(card, card.querySelector("mark") || card);
    if (repeated) card.focus({ preventScroll: true });
  };

  const goBack = (turn, n) => {
    const pill = document.querySelector(`.dl-cite[data-turn="${turn}"][data-n="${n}"]`);
    if (!pill) return;
    pill.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    pill.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const pill = event.target.closest(".dl-cite");
    const back = event.target.closest(".dl-back");
    if (pill) {
      event.preventDefault();
      openSource(pill, pill.getAttribute("aria-current") === "true");
    } else if (back) {
      event.preventDefault();
      goBack(back.dataset.turn, back.dataset.n);
    }
  });
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => {
      const pill = event.target.closest && event.target.closest(".dl-cite");
      if (pill) preview(pill);
      else if (kind === "mouseover" && bubble && !bubble.contains(event.target)) hide();
    });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hide();
    const card = event.target.closest && event.target.closest(".dl-source");
    const back = card && card.querySelector(".dl-back");
    if (back) goBack(back.dataset.turn, back.dataset.n);
  });
  Object.assign(window.dateline, { showTurn });
})();
