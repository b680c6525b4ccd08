// The desk: files that are sent and saved, and the words of an article that are kept.
(() => {
  // The list of questions that is being answered, so that a reload goes on with it.
  const UNDER_WAY = "dateline:batch";
  let running = false;

  const base64 = (file) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(reader.result.split(",")[1] || ""));
      reader.addEventListener("error", () => reject(reader.error));
      reader.readAsDataURL(file);
    });

  const save = ({ name, type, data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([bytes], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };

  const keepForm = () => document.querySelector("#reader .dl-keep form");
  const passage = (form, words, near) => {
    form.elements.words.value = words;
    form.elements.near.value = near;
  };

  // What is selected in the article goes into the form under it, with its place; else the mark
  // that is open does.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const form = keepForm();
      const mark = document.querySelector("#reader mark.dl-open");
      if (!form || target !== form.parentElement || !target.open) return;
      if (mark && !form.elements.near.value) passage(form, mark.textContent, mark.dataset.at);
    },
    true
  );
  document.addEventListener("selectionchange", () => {
    const form = keepForm();
    const text = document.querySelector("#reader .dl-text");
    const chosen = getSelection();
    if (!form || !text || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    passage(form, range.toString(), [...before.toString()].length);
  });

  Object.assign(window.dateline, {
    deskGiven(given) {
      if (given && given.wish === "file") save(given);
      else window.dateline.shelfGiven(given);
    },
    batchAgain(trigger) {
      const given = sessionStorage.getItem(UNDER_WAY);
      if (given && !running) trigger("batch", JSON.parse(given));
      running = Boolean(given);
    },
    batchEnded() {
      sessionStorage.removeItem(UNDER_WAY);
      running = false;
    },
  });
  Object.assign(window.dateline.local, {
    async batch(form, trigger) {
      const [file] = form.elements.file.files;
      const data = file ? await base64(file) : "";
      const given = { name: file ? file.name : "", data, kind: form.elements.kind.value };
      try {
        if (file) sessionStorage.setItem(UNDER_WAY, JSON.stringify(given));
      } catch {
        // Too large for the browser to keep: sent again, the file goes on all the same.
      }
      running = true;
      trigger("batch", given);
    },
  });
})();
