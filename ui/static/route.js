// Where the reader is: tab, conversation, question, article. The address says it, so that the
// browser's Back and Forward walk it, and scroll places are kept with it.
(() => {
  const TABS = ["ask", "archive", "desk", "settings"];
  const START = { tab: "ask", thread: "", turn: null, article: "", at: null, n: null };
  const triggers = {};
  const places = {};
  let now = { ...START };
  let arrived = false;

  const address = (state) => {
    const path = [state.tab];
    if (state.tab === "ask" && state.thread) {
      path.push(encodeURIComponent(state.thread));
      if (state.turn !== null) path.push(state.turn + 1);
    }
    const more = new URLSearchParams();
    if (state.article) more.set("article", state.article);
    if (state.article && state.at !== null) more.set("at", state.at);
    const asked = more.toString();
    return `${location.pathname}#/${path.join("/")}${asked ? `?${asked}` : ""}`;
  };

  const read = () => {
    const [path, asked] = location.hash.replace(/^#\//, "").split("?");
    const [tab, thread, turn] = path.split("/");
    const more = new URLSearchParams(asked || "");
    const number = (text) => (/^\d+$/.test(text || "") ? Number(text) : null);
    return {
      ...START,
      tab: TABS.includes(tab) ? tab : "ask",
      thread: decodeURIComponent(thread || ""),
      turn: number(turn) === null ? null : number(turn) - 1,
      article: more.get("article") || "",
      at: number(more.get("at")),
    };
  };

  const same = (a, b) => Object.keys(START).every((key) => a[key] === b[key]);
  const tabOf = (name) => document.querySelector(`#tabs [role=tab][data-tab-id=${name}]`);

  const showTab = (tab) => {
    document.body.dataset.tab = tab;
    const button = tabOf(tab);
    if (button && button.getAttribute("aria-selected") !== "true") button.click();
  };

  const toTurn = (turn, smooth) => {
    const said = document.getElementById(`turn-${turn}`);
    if (!said) return;
    said.scrollIntoView({ block: "start", behavior: smooth ? "smooth" : "auto" });
    window.dateline.showTurn(turn);
  };

  const apply = (before, y) => {
    showTab(now.tab);
    document.body.classList.toggle("dl-reading", Boolean(now.article));
    document.body.classList.remove("dl-sheet");
    if (now.article && (now.article !== before.article || !document.querySelector("#reader .dl-reading-bar"))) {
      document.getElementById("reader").setAttribute("aria-busy", "true");
      if (triggers.reader) triggers.reader("read", {});
    } else if (now.article && now.at !== before.at) window.dateline.showMark(now.at);
    if (now.tab === "ask" && now.thread !== window.dateline.thread.id && triggers.threads) {
      window.dateline.open(now.thread);
      triggers.threads("open", { id: now.thread });
    } else if (now.tab === "ask" && now.turn !== null && now.turn !== before.turn) toTurn(now.turn);
    if (y !== undefined) setTimeout(() => scrollTo(0, y), 60);
  };

  // Goes somewhere, and notes it in the browser's history.
  const go = (changes, { replace = false, quiet = false } = {}) => {
    const before = now;
    const next = { ...now, ...changes };
    if (same(next, before) && !replace) return;
    places[before.tab] = scrollY;
    history.replaceState({ ...(history.state || {}), y: scrollY }, "");
    now = next;
    const deep = ((history.state && history.state.deep) || 0) + (replace ? 0 : 1);
    const entry = { ...now, y: scrollY, deep };
    if (replace) history.replaceState(entry, "", address(now));
    else history.pushState(entry, "", address(now));
    if (!quiet) apply(before, before.tab === now.tab ? undefined : places[now.tab] || 0);
  };

  // Closes the article. Where the browser would go back to the same place, it goes back.
  const close = () => {
    const { turn, n } = now;
    document.body.classList.remove("dl-sheet");
    if (!now.article) return;
    go({ article: "", at: null, n: null });
    if (n !== null) window.dateline.goBack(turn, n);
  };

  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => {
    const before = now;
    now = { ...START, ...read(), ...(event.state && event.state.tab ? event.state : {}) };
    now = Object.fromEntries(Object.keys(START).map((key) => [key, now[key]]));
    apply(before, event.state ? event.state.y : undefined);
  });

  let timer = 0;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (arrived) history.replaceState({ ...(history.state || now), y: scrollY }, "");
      }, 200);
    },
    { passive: true }
  );

  document.addEventListener("click", (event) => {
    const tab = event.target.closest("#tabs [role=tab]");
    if (tab) {
      const name = tab.dataset.tabId;
      if (name !== now.tab) go({ tab: name, article: "", at: null, n: null });
      return;
    }
    const way = event.target.closest("[data-go]");
    if (!way) return;
    const { go: where } = way.dataset;
    if (TABS.includes(where)) go({ tab: where });
    else if (where === "close") close();
    else if (where === "sources") {
      go({ article: "", at: null });
      if (window.dateline.narrow()) document.body.classList.add("dl-sheet");
    } else if (where === "answer") {
      const { turn, n } = now;
      if (window.dateline.narrow()) close();
      if (n !== null) window.dateline.goBack(turn, n);
      else toTurn(turn === null ? window.dateline.thread.exchanges.length - 1 : turn, true);
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.id === "dl-shade") close();
  });

  Object.assign(window.dateline, {
    triggers,
    go,
    close,
    here: () => now,
    narrow: () => matchMedia("(max-width: 960px)").matches,
    // Once the page has its conversation: goes where the address says.
    arrive() {
      if (arrived) return;
      arrived = true;
      const wanted = read();
      const thread = window.dateline.thread;
      now = { ...START, thread: thread.id };
      const known = wanted.thread === thread.id || !wanted.thread;
      const turns = thread.exchanges.length;
      const turn = known && wanted.turn !== null && wanted.turn < turns ? wanted.turn : null;
      const last = turns ? turns - 1 : null;
      const y = history.state && history.state.y;
      if (!document.getElementById("dl-shade")) {
        const shade = document.createElement("div");
        shade.id = "dl-shade";
        document.body.append(shade);
      }
      go({ tab: wanted.tab, turn: turn ?? last, article: wanted.article, at: wanted.at }, { replace: true });
      if (y) setTimeout(() => scrollTo(0, y), 80);
    },
    // After an answer: the address names it.
    settle() {
      const { id, exchanges } = window.dateline.thread;
      const turn = exchanges.length ? exchanges.length - 1 : null;
      if (!arrived) return this.arrive();
      // Who has gone to another tab meanwhile stays there.
      if (now.tab !== "ask") return go({ thread: id, turn }, { replace: true, quiet: true });
      const first = now.thread === id && now.turn === turn;
      go({ thread: id, turn, article: "", at: null, n: null }, { replace: first, quiet: true });
      document.body.classList.remove("dl-reading", "dl-sheet");
    },
    arriving: () => !arrived,
    // Which conversation the address names, if any.
    wanted: () => read().thread,
    // Another conversation is shown. An answer to the one before may have come in between and
    // have taken its place.
    switched(thread) {
      if (thread.id !== this.thread.id) {
        this.open(thread.id);
        go({ thread: thread.id, turn: null }, { replace: true, quiet: true });
      }
      this.drawThreads();
      const { turn } = now;
      if (turn !== null && turn < this.thread.exchanges.length) toTurn(turn);
      else scrollTo(0, 0);
      if (!this.thread.exchanges.length) this.focusQuestion();
    },
  });
  document.body ? (document.body.dataset.tab = "ask") : addEventListener("DOMContentLoaded", () => (document.body.dataset.tab = "ask"));
})();
