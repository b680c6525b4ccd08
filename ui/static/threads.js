// The list of conversations: open, search, rename, delete; nothing of it leaves the browser.
(() => {
  const box = () => document.getElementById("dl-threads");

  const button = (word, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "dl-plain";
    made.textContent = word;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };

  const rename = (row, thread, words) => {
    const field = document.createElement("input");
    field.value = thread.name;
    field.maxLength = 80;
    field.setAttribute("aria-label", words.rename_question);
    let over = false;
    const done = (keep) => {
      if (over) return;
      over = true;
      if (keep && field.value.trim()) dateline.rename(thread.id, field.value.trim());
      draw();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done(true);
      if (event.key === "Escape") done(false);
    });
    field.addEventListener("blur", () => done(true));
    row.replaceChildren(field);
    field.focus();
    field.select();
  };

  const row = (thread, words) => {
    const item = document.createElement("li");
    const open = document.createElement("button");
    open.type = "button";
    open.className = "dl-thread";
    open.dir = "auto";
    open.textContent = thread.name;
    open.dataset.action = "open";
    open.dataset.id = thread.id;
    if (thread.id === dateline.thread.id) open.setAttribute("aria-current", "true");
    const about = (word) => `${word}: ${thread.name}`;
    item.append(
      open,
      button("✎", about(words.rename), () => rename(item, thread, words)),
      button("✕", about(words.delete), async () => {
        if (!(await dateline.sure(words.delete_question, words.delete))) return;
        const shown = dateline.thread.id === thread.id;
        dateline.forget(thread.id);
        draw();
        if (shown) document.querySelector(".dl-new").click();
      })
    );
    return item;
  };

  const draw = () => {
    const list = box();
    if (!list) return;
    const toggle = document.querySelector("#sidebar .toggle-button");
    const name = list.closest("nav").getAttribute("aria-label");
    if (toggle) toggle.setAttribute("aria-label", name);
    if (toggle) toggle.title = name;
    const words = {};
    for (const name of list.getAttributeNames())
      if (name.startsWith("data-")) words[name.slice(5).replace(/-/g, "_")] = list.getAttribute(name);
    document.documentElement.dataset.copied = words.copied;
    document.documentElement.dataset.branched = words.branched;
    document.documentElement.dataset.goBack = words.go_back;
    document.documentElement.dataset.cancel = words.cancel;
    document.documentElement.dataset.full = words.storage_full;
    const found = dateline.find(document.getElementById("dl-find").value);
    if (found.length) return list.replaceChildren(...found.map((each) => row(each, words)));
    const none = document.createElement("li");
    none.className = "dl-empty";
    none.textContent = words.no_conversations;
    list.replaceChildren(none);
  };

  document.addEventListener("input", (event) => {
    if (event.target.id === "dl-find") draw();
  });
  dateline.drawThreads = draw;
})();
