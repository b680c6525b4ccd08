// The archive tab: search as one types, choose days, turn pages, tick, and what is done with ticks.
(() => {
  const form = () => document.getElementById("shelf-form");
  const picked = new Set();
  let turned = false;
  let timer = 0;

  // What was typed a moment ago goes with this; asked again after it, it would undo a turned page.
  const send = (values, first = true) => {
    clearTimeout(timer);
    const fields = form();
    if (!fields) return;
    for (const [name, value] of Object.entries(values)) fields.elements[name].value = value;
    if (first) fields.elements.page.value = "0";
    fields.requestSubmit();
  };

  const showPicked = () => {
    for (const box of document.querySelectorAll("#articles input[name=tick]"))
      box.checked = picked.has(box.value);
    const line = document.getElementById("dl-picked");
    const words = picked.size ? `${picked.size.toLocaleString("en")} ${line && line.dataset.words}` : "";
    if (line && line.textContent !== words) line.textContent = words;
  };

  // The list is written anew in place: ticks, open forms and half-typed words stay with no row.
  const drawn = () => {
    for (const menu of document.querySelectorAll("#articles .dl-amend")) {
      menu.open = false;
      menu.querySelector("form").reset();
    }
    showPicked();
    const head = document.getElementById("dl-found");
    if (!turned || !head) return;
    turned = false;
    head.scrollIntoView({ block: "start" });
    head.focus({ preventScroll: true });
  };

  document.addEventListener("input", (event) => {
    if (!form() || !form().contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => send({}), 250);
  });
  document.addEventListener("reset", (event) => {
    if (event.target === form()) setTimeout(() => send({}));
  });
  document.addEventListener("change", (event) => {
    if (event.target.name !== "tick") return;
    if (event.target.checked) picked.add(event.target.value);
    else picked.delete(event.target.value);
    showPicked();
  });

  // A stretch of the timeline: press on a bar, or drag over several; once more shows all days.
  let from = null;
  const barAt = (event) => {
    const box = document.querySelector("#timeline [data-brush]");
    if (!box) return null;
    const bars = [...box.children];
    const { left, width } = box.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * bars.length);
    return bars[Math.min(Math.max(place, 0), bars.length - 1)];
  };
  const between = (one, other) => {
    const bars = [...one.parentElement.children];
    const ends = [bars.indexOf(one), bars.indexOf(other)].sort((a, b) => a - b);
    return bars.slice(ends[0], ends[1] + 1);
  };
  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest("[data-brush]")) return;
    event.preventDefault();
    from = barAt(event);
  });
  document.addEventListener("pointermove", (event) => {
    if (!from) return;
    const chosen = new Set(between(from, barAt(event)));
    for (const bar of from.parentElement.children)
      bar.classList.toggle("dl-outside", !chosen.has(bar));
  });
  document.addEventListener("pointerup", (event) => {
    if (!from) return;
    const chosen = between(from, barAt(event));
    from = null;
    const [since, until] = [chosen[0].dataset.start, chosen[chosen.length - 1].dataset.end];
    const fields = form().elements;
    const same = fields.since.value === since && fields.until.value === until;
    send(same ? { since: "", until: "" } : { since, until });
  });
  document.addEventListener("pointercancel", () => (from = null));

  // Asks in a dialogue that holds the keyboard; resolves to whether it was confirmed.
  const sure = (words, yes) =>
    new Promise((resolve) => {
      const box = document.createElement("dialog");
      box.className = "dl-sure";
      const text = document.createElement("p");
      text.textContent = words;
      text.id = "dl-sure-words";
      box.setAttribute("aria-labelledby", text.id);
      const make = (label, value) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.className = value ? "dl-danger" : "dl-quiet";
        button.addEventListener("click", () => box.close(value));
        return button;
      };
      const no = document.documentElement.dataset.cancel || "Cancel";
      box.append(text, make(no, ""), make(yes, "yes"));
      box.addEventListener("close", () => {
        box.remove();
        resolve(box.returnValue === "yes");
      });
      document.body.append(box);
      box.showModal();
    });

  const save = (name, text) => {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };

  // "Ask only these": the articles that questions are read from, until their chip is dropped.
  let scope = null;
  const limits = window.dateline.limits;
  window.dateline.limits = function () {
    const set = limits.call(this);
    return scope ? { ...set, articles: scope } : set;
  };
  const askOnly = ({ ids, name, words, drop }) => {
    scope = ids.length ? { ids, name } : null;
    document.getElementById("dl-scope")?.remove();
    const row = document.getElementById("ask-row");
    if (!scope || !row) return;
    const chip = document.createElement("p");
    chip.id = "dl-scope";
    chip.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", drop);
    button.addEventListener("click", () => {
      scope = null;
      chip.remove();
      window.dateline.focusQuestion();
    });
    chip.append(button);
    row.before(chip);
    document.querySelector("#tabs [role=tab]").click();
    setTimeout(() => window.dateline.focusQuestion(), 100);
  };

  const shelf = () => (form() ? window.dateline.fields(form()) : {});
  Object.assign(window.dateline, {
    sure,
    shelf,
    watchShelf(element) {
      new MutationObserver((changes) => {
        const line = document.getElementById("dl-picked");
        if (changes.some(({ target }) => target !== line && target.parentElement !== line)) drawn();
      }).observe(element, {
        subtree: true, childList: true, attributes: true, attributeFilter: ["value"],
      });
    },
    // What the server found for the button that was pressed.
    shelfGiven(given) {
      if (!given) return;
      if (given.wish === "sheet") save("dateline-search.csv", given.table);
      if (given.wish === "only") askOnly(given);
      if (given.wish === "pick") {
        given.ids.forEach((id) => picked.add(id));
        showPicked();
      }
    },
  });
  Object.assign(window.dateline.local, {
    name(button) {
      const words = form().elements.term.value.trim();
      send({ term: `${words} name:"${button.dataset.name.replaceAll('"', "")}"`.trim() });
    },
    // From the first screen; the tab has its form a moment after it is first opened.
    "look-up"(button) {
      turned = true;
      window.dateline.go({ tab: "archive", article: "", at: null, n: null });
      const begin = () => {
        for (const each of form().elements) if (each.name) each.value = "";
        form().elements.order.value = "newest";
        window.dateline.local.name(button);
      };
      if (form()) return begin();
      new MutationObserver((_, watch) => {
        if (!form()) return;
        watch.disconnect();
        begin();
      }).observe(document.body, { childList: true, subtree: true });
    },
    "turn-page"(button) {
      turned = true;
      send({ page: button.dataset.page }, false);
    },
    "pick-all"(button, trigger) {
      if (picked.size >= Number(button.dataset.total)) {
        picked.clear();
        showPicked();
      } else trigger("pick", { ...shelf(), wish: "pick" });
    },
    sheet: (button, trigger) => trigger("sheet", { ...shelf(), wish: "sheet" }),
    "ask-only"(button, trigger) {
      trigger("only", { ...shelf(), wish: "only", ids: [...picked] });
    },
    "choose-files"() {
      const input = document.querySelector("#files input[type=file]");
      if (input) input.click();
    },
    async "remove-ticked"(button, trigger) {
      const ids = [...picked];
      if (!ids.length) return window.dateline.say(button.dataset.none);
      const words = `${button.dataset.sure} (${ids.length})`;
      if (ids.length >= Number(button.dataset.many) && !(await sure(words, button.textContent)))
        return;
      picked.clear();
      trigger("remove", { ids });
    },
  });
})();
