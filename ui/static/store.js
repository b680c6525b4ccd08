// Conversations, kept in this browser alone: one entry of localStorage each.
window.dateline = window.dateline || {};
(() => {
  const PREFIX = "dateline:thread:";
  const OPEN = "dateline:open";
  const SETTINGS = "dateline:settings";
  const UNDER_WAY = "dateline:asked";
  const empty = () => ({ id: "", name: "", exchanges: [] });

  const read = (id) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + id)) || empty();
    } catch {
      return empty();
    }
  };

  const list = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => read(key.slice(PREFIX.length)))
      .filter((thread) => thread.id)
      .sort((a, b) => (b.at || 0) - (a.at || 0));

  const write = (thread) => {
    const entry = { ...thread, at: Date.now() };
    for (;;) {
      try {
        localStorage.setItem(PREFIX + thread.id, JSON.stringify(entry));
        return true;
      } catch {
        const oldest = list().filter((each) => each.id !== thread.id).pop();
        if (!oldest) return false;
        localStorage.removeItem(PREFIX + oldest.id);
        window.dateline.say(document.documentElement.dataset.full);
      }
    }
  };

  Object.assign(window.dateline, {
    thread: empty(),
    current() {
      const wanted = this.wanted();
      if (wanted && read(wanted).id) sessionStorage.setItem(OPEN, wanted);
      this.thread = read(sessionStorage.getItem(OPEN) || "");
      return this.thread;
    },
    // What is sent with a question; kept until it is answered, so that a reload finds it again.
    sent(words, thread, editing, limits, ...settings) {
      const filters = this.limits();
      const asked = this.offered || words;
      this.offered = "";
      this.replaced =
        Number.isInteger(editing) && editing < this.thread.exchanges.length - 1 ? this.thread.id : "";
      if (asked.trim())
        sessionStorage.setItem(UNDER_WAY, JSON.stringify({ ...filters, q: asked, editing }));
      return [words, this.thread, editing, filters, ...settings];
    },
    // What the page begins with: the conversation kept, and what its address or a question
    // that was under way asks.
    begin(words, thread, editing) {
      const kept = this.settings();
      let link = this.link();
      if (!link)
        try {
          link = JSON.parse(sessionStorage.getItem(UNDER_WAY));
          if (link) link.again = true;
        } catch {
          link = null;
        }
      const before = link && link.again ? link.editing : null;
      return [words, this.current(), before, link, kept.llm || "", kept.length || 3, kept.care || "balanced"];
    },
    answered(thread) {
      sessionStorage.removeItem(UNDER_WAY);
      this.save(thread);
      const first = this.arriving();
      this.settle();
      if (!first) this.told();
      const { replaced } = this;
      this.replaced = "";
      if (!replaced || replaced === this.thread.id) return;
      const { branched, goBack: name } = document.documentElement.dataset;
      this.say(branched, { name, run: () => this.go({ tab: "ask", thread: replaced, turn: null }) });
    },
    save(thread) {
      if (thread && thread.id && thread.exchanges.length) {
        this.thread = thread;
        sessionStorage.setItem(OPEN, thread.id);
        write(thread);
        this.drawThreads();
      }
      return thread;
    },
    opened() {
      return this.thread;
    },
    // The question that the page's address asks, taken out of the address so that a reload
    // does not ask it again.
    link() {
      const asked = new URLSearchParams(location.search);
      const words = asked.get("q");
      if (!words) return null;
      history.replaceState(null, "", location.pathname);
      sessionStorage.removeItem(UNDER_WAY);
      this.open("");
      const link = { q: words, source: asked.getAll("source") };
      for (const name of ["since", "until", "as_of"]) link[name] = asked.get(name);
      return link;
    },
    settings() {
      let kept = {};
      try {
        kept = JSON.parse(localStorage.getItem(SETTINGS)) || {};
      } catch {
        localStorage.removeItem(SETTINGS);
      }
      this.look(kept.theme);
      return kept;
    },
    keep(settings) {
      localStorage.setItem(SETTINGS, JSON.stringify(settings));
      this.look(settings.theme);
      const { language } = settings;
      if (!language || language === document.documentElement.lang.slice(0, 2)) return;
      document.cookie = `dateline_language=${language}; path=/; max-age=31536000; samesite=lax`;
      location.reload();
    },
    // What the filter form under the question box says now.
    limits() {
      const form = document.getElementById("limits-form");
      if (!form) return {};
      const data = new FormData(form);
      return {
        since: data.get("since"),
        until: data.get("until"),
        as_of: data.get("as_of"),
        source: data.getAll("source"),
      };
    },
    open(id) {
      sessionStorage.setItem(OPEN, id);
      this.thread = read(id);
    },
    forget(id) {
      localStorage.removeItem(PREFIX + id);
      if (this.thread.id === id) this.open("");
    },
    rename(id, name) {
      const thread = read(id);
      if (thread.id) write({ ...thread, name });
      if (this.thread.id === id) this.thread.name = name;
    },
    find(term) {
      const wanted = term.trim().toLowerCase();
      const words = (thread) =>
        [thread.name, ...thread.exchanges.flatMap((e) => [e.question, e.answer.answer])]
          .join("\n")
          .toLowerCase();
      return list().filter((thread) => !wanted || words(thread).includes(wanted));
    },
  });
})();
