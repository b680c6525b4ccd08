// What the buttons of an exchange do in the browser, and what they tell the server.
(() => {
  const systemDark = matchMedia("(prefers-color-scheme: dark)");

  // Says something for a moment; with an action, long enough to be pressed.
  const say = (text, action) => {
    let line = document.getElementById("dl-said");
    if (!line) {
      line = document.createElement("div");
      line.id = "dl-said";
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = text;
    if (action) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = action.name;
      button.addEventListener("click", () => {
        line.classList.remove("dl-shown");
        action.run();
      });
      line.append(" ", button);
    }
    line.classList.add("dl-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => line.classList.remove("dl-shown"), action ? 12000 : 2500);
  };

  const copy = async (text, button) => {
    const word = document.documentElement.dataset.copied || "Copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
    }
    say(word);
  };

  const download = (name, text, type) => {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };

  const exchange = (turn) => window.dateline.thread.exchanges[Number(turn)];

  const linkTo = (said) => {
    const url = new URL(location.pathname, location.origin);
    url.searchParams.set("q", said.question);
    for (const name of ["since", "until", "as_of"])
      if (said.asked[name]) url.searchParams.set(name, said.asked[name]);
    for (const source of said.asked.sources) url.searchParams.append("source", source);
    return url.href;
  };

  const local = {
    copy: (button) => copy(button.dataset.copy, button),
    receipt: (button) => {
      const said = exchange(button.dataset.turn);
      const day = said.answer.as_of || "undated";
      const text = JSON.stringify(said.answer, null, 2);
      download(`dateline-receipt-${day}.json`, text, "application/json");
    },
    link: (button) => copy(linkTo(exchange(button.dataset.turn)), button),
    "drop-filter": (button) => {
      const form = button.closest("form");
      button.closest(".dl-chip-pair").querySelectorAll("input").forEach((box) => box.remove());
      form.requestSubmit();
    },
    read: (button) =>
      window.dateline.go({
        article: button.dataset.article,
        at: button.dataset.start ? Number(button.dataset.start) : null,
        n: null,
      }),
    sources(button) {
      const turn = Number(button.dataset.turn);
      window.dateline.go({ turn, article: "", at: null, n: null }, { quiet: true });
      document.body.classList.remove("dl-reading");
      document.body.classList.add("dl-sheet");
      window.dateline.showTurn(turn);
      const side = document.getElementById("side");
      side.scrollTop = 0;
      const first = side.querySelector(".dl-group:not([hidden]) .dl-headline");
      if (first) first.focus({ preventScroll: true });
    },
    open(button) {
      const { id } = button.dataset;
      window.dateline.go({ tab: "ask", thread: id, turn: null, article: "", at: null, n: null }, { quiet: true });
      document.body.classList.remove("dl-reading", "dl-sheet");
      window.dateline.open(id);
      window.dateline.triggers.threads("open", { id });
    },
  };

  const fields = (form) => {
    const data = new FormData(form);
    const values = { turn: Number(form.dataset.turn), source: data.getAll("source") };
    for (const [name, value] of data) if (name !== "source") values[name.split("-")[0]] = value;
    return values;
  };

  // Every part of the page whose buttons speak to the server calls this once, when it is shown.
  window.dateline.listen = (element, trigger) => {
    const part = element.closest(".block[id]");
    if (part) window.dateline.triggers[part.id] = trigger;
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-action]");
      if (!button || button.tagName === "FORM") return;
      const action = button.dataset.action;
      if (action === "suggest") window.dateline.offered = button.dataset.question;
      if (local[action]) local[action](button, trigger);
      else trigger(action, { ...button.dataset });
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-action]");
      if (!form) return;
      event.preventDefault();
      const menu = form.closest("details.dl-menu");
      if (menu) menu.open = false;
      const own = local[form.dataset.action];
      if (own) own(form, trigger);
      else trigger(form.dataset.action, fields(form));
    });
  };

  const countLimits = () => {
    const line = document.getElementById("limits-count");
    if (!line) return;
    const { source, ...days } = window.dateline.limits();
    const count = source.length + Object.values(days).filter(Boolean).length;
    line.textContent = count ? ` (${count})` : "";
  };
  document.addEventListener("input", countLimits);
  document.addEventListener("reset", () => setTimeout(countLimits));

  Object.assign(window.dateline, {
    say,
    local,
    fields,
    // Light, dark, or as the system has it.
    look(wanted) {
      const dark = wanted === "dark" || (wanted !== "light" && systemDark.matches);
      document.body.classList.toggle("dark", dark);
    },
    drawThreads() {},
    // Tells a screen reader the newest answer and brings it into view.
    told() {
      const turns = document.querySelectorAll("#conversation .dl-turn");
      const last = turns[turns.length - 1];
      if (!last) return;
      const words = last.querySelector(".dl-reply, .dl-abstain");
      let line = document.getElementById("dl-told");
      if (!line) {
        line = document.createElement("div");
        line.id = "dl-told";
        line.className = "dl-unseen";
        line.setAttribute("role", "status");
        document.body.append(line);
      }
      line.textContent = words ? words.textContent : "";
      last.scrollIntoView({ block: "start" });
      // What was pressed may be gone: the keyboard goes on from the answer.
      const heading = last.querySelector(".dl-question");
      if (document.activeElement === document.body && heading)
        heading.focus({ preventScroll: true });
    },
    focusQuestion() {
      const box = document.querySelector("#question textarea, #question input");
      if (box) box.focus();
    },
  });
})();
