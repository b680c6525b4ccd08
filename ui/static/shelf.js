// The archive tab: search as one types, sort, turn pages, tick and remove.
(() => {
  const form = () => document.getElementById("shelf-form");
  const send = (values, first = true) => {
    const fields = form();
    for (const [name, value] of Object.entries(values)) fields.elements[name].value = value;
    if (first) fields.elements.page.value = "0";
    fields.requestSubmit();
  };

  // Goes to the first article of a page that was turned to, once it is there.
  const toTop = () => {
    const rows = document.querySelector("#articles .dl-scroll");
    const seen = new MutationObserver(() => {
      seen.disconnect();
      document.getElementById("articles").scrollIntoView({ block: "start" });
      rows.focus({ preventScroll: true });
    });
    seen.observe(rows, { childList: true, characterData: true, subtree: true });
  };

  // Rows are written anew in place: a tick does not pass to the article that comes in its row.
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target.name === "tick") target.checked = false;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["value"] });

  let timer = 0;
  document.addEventListener("input", (event) => {
    if (!form() || !form().contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => send({}), 250);
  });

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

  Object.assign(window.dateline, {
    sure,
    shelf: () => (form() ? window.dateline.fields(form()) : {}),
  });
  Object.assign(window.dateline.local, {
    sort(button) {
      const fields = form().elements;
      const same = fields.order.value === button.dataset.order;
      const descending = same ? fields.descending.value !== "1" : ["date", "characters"].includes(button.dataset.order);
      send({ order: button.dataset.order, descending: descending ? "1" : "" });
    },
    "turn-page"(button) {
      toTop();
      send({ page: button.dataset.page }, false);
    },
    day: (dot) =>
      send({ since: dot.dataset.day, until: dot.dataset.day, source: dot.dataset.source }),
    async "remove-ticked"(button, trigger) {
      const ids = [...document.querySelectorAll("#articles input[name=tick]:checked")].map(
        (box) => box.value
      );
      if (!ids.length) return window.dateline.say(button.dataset.none);
      const words = `${button.dataset.sure} (${ids.length})`;
      if (await sure(words, button.textContent)) trigger("remove", { ids });
    },
  });
})();
