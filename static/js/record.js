// Notes of a meeting: they save themselves, keep what was typed while the line is down or the sign-in
// has ended, and show what colleagues write. Every page works without this file.
(() => {
  "use strict";
  const PAUSE = 1500, LONGEST_PAUSE = 8000, FIRST_RETRY = 2000, LAST_RETRY = 30000, ASK_EVERY = 10000;
  const MOST_SENT = 5, STAYS = 6000;
  const LONGEST_PARTING = 15000; // letters that a page may still send while it closes

  const keys = (prefix) => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix)); }
    catch (error) { return []; }
  };

  const ending = document.querySelector("[data-unsent]");
  if (ending) ending.querySelector("[data-unsent-note]").hidden = keys(ending.dataset.unsent).length === 0;

  const words = document.querySelector("[data-record]");
  if (!words) return;
  const say = (name, values = {}) => {
    let text = words.dataset[`say${name}`];
    for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
    return text;
  };
  const signal = document.querySelector("[data-signal]");
  const announcement = document.querySelector("[data-announce]");
  const line = { isDown: !navigator.onLine, isSignedOut: false, keepsNothing: false, wasBusy: false, told: "", until: 0 };
  const notes = new Map();
  let since = words.dataset.now;
  let ownChanges = 0;

  const kept = {
    get(item) {
      try { return JSON.parse(localStorage.getItem(words.dataset.key + item)); }
      catch (error) { return null; }
    },
    put(item, draft) {
      try { localStorage.setItem(words.dataset.key + item, JSON.stringify(draft)); }
      catch (error) { line.keepsNothing = true; }
    },
    drop(item) {
      try { localStorage.removeItem(words.dataset.key + item); }
      catch (error) { line.keepsNothing = true; }
    },
  };

  // The form's own token may be older than the sign-in of another tab.
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
  const dirty = () => [...notes.values()].filter((note) => note.isDirty);

  function link(text, href) {
    const found = document.createElement("a");
    found.textContent = text;
    found.href = href;
    return found;
  }

  function showSignal(told = "") {
    if (!signal) return;
    if (told) Object.assign(line, { told, until: Date.now() + STAYS });
    const once = Date.now() < line.until ? line.told : "";
    const waiting = dirty().length;
    let text = once, state = "down";
    if (!once && line.isSignedOut) text = say("SignIn");
    else if (!once && line.isDown) text = waiting ? say("Signal", { n: waiting }) : say("NoSignal");
    else if (!once && waiting && line.keepsNothing) text = say("NoStore");
    else if (!once && !waiting && line.wasBusy) { text = say("AllSaved"); state = "good"; }
    if (waiting || line.isDown || line.isSignedOut) line.wasBusy = true;
    const next = line.isSignedOut && !once ? [text, " "] : [text];
    if (next.length > 1) {
      const address = `${words.dataset.signIn}?next=${encodeURIComponent(words.dataset.here)}`;
      const again = link(say("SignInLink"), address);
      again.target = "_blank";
      next.push(again);
    }
    if (signal.dataset.text !== text) signal.replaceChildren(...next);
    signal.dataset.text = text;
    signal.dataset.state = state;
    signal.hidden = !text;
  }

  // What an answer means for all of the page: did the line hold, is somebody signed in?
  async function ask(url, options = {}) {
    try {
      const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", ...options });
      line.isDown = answer.status >= 500;
      line.isSignedOut = answer.type === "opaqueredirect" || answer.status === 403;
      return line.isDown || line.isSignedOut ? null : answer;
    } catch (error) {
      line.isDown = true;
      return null;
    }
  }

  class Note {
    constructor(form) {
      this.form = form;
      this.item = form.dataset.note;
      this.box = form.querySelector("textarea");
      this.said = form.querySelector("[data-said]");
      this.version = Number(form.elements.base_version.value);
      this.saved = this.box.defaultValue;
      this.sent = []; // texts whose answer was lost: they may have been saved
      this.retry = FIRST_RETRY;
      this.isBusy = false;
      form.querySelector("[data-save]").hidden = true;
      form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
      this.box.addEventListener("input", () => this.touch());
      this.box.addEventListener("blur", () => { this.take(); this.save(); });
      this.restore();
    }

    get isDirty() { return this.box.value !== this.saved; }

    tell(state, text) {
      this.said.dataset.state = state;
      // Said aloud only when something is wrong: a note is saved many times a minute.
      const isWrong = ["waiting", "conflict", "failed"].includes(state);
      this.said.setAttribute("aria-live", isWrong ? "polite" : "off");
      if (this.said.textContent !== text) this.said.textContent = text;
      showSignal();
    }

    restore() {
      const draft = kept.get(this.item);
      if (!draft) return;
      if (draft.text.trim() === this.saved.trim()) { kept.drop(this.item); return; }
      this.box.value = draft.text;
      this.version = draft.base;
      this.sent = draft.sent || [];
      this.open();
      this.touch(0);
    }

    open() {
      const fold = this.form.closest("details");
      if (fold) fold.open = true;
    }

    keep() { kept.put(this.item, { text: this.box.value, base: this.version, sent: this.sent }); }

    touch(pause = PAUSE) {
      if (!this.isDirty && !this.conflict) {
        clearTimeout(this.timer);
        this.firstTouch = null;
        if (!this.isBusy) { kept.drop(this.item); this.tell("saved", ""); }
        return;
      }
      this.keep();
      if (this.conflict) return;
      if (line.isSignedOut) this.tell("waiting", say("SignedOut"));
      else if (line.isDown) this.tell("waiting", say("Offline"));
      else this.tell("typing", say("Typing"));
      this.firstTouch = this.firstTouch || Date.now();
      const left = Math.max(0, this.firstTouch + LONGEST_PAUSE - Date.now());
      this.later(Math.min(pause, left));
    }

    later(milliseconds) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), milliseconds);
    }

    async save(keepalive = false) {
      clearTimeout(this.timer);
      if (!this.isDirty || this.isBusy || this.conflict) return;
      const text = this.box.value;
      const body = new FormData();
      body.append("text", text);
      body.append("base_version", this.version);
      body.append("csrfmiddlewaretoken", token());
      this.isBusy = true;
      this.firstTouch = null;
      if (this.sent.at(-1) !== text) this.sent.push(text);
      if (this.sent.length > MOST_SENT) this.sent.splice(1, 1);
      this.keep();
      if (!line.isDown && !line.isSignedOut) this.tell("saving", say("Saving"));
      const headers = { Accept: "application/json" };
      const answer = await ask(this.form.action, { method: "POST", headers, body, keepalive });
      this.isBusy = false;
      if (!answer) this.fail();
      else await this.hear(answer, text);
      showSignal();
    }

    fail() {
      this.tell("waiting", say(line.isSignedOut ? "SignedOut" : "Offline"));
      this.later(this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
    }

    async hear(answer, text) {
      let told = null;
      try { told = await answer.json(); } catch (error) { /* not ours: as if the line were down */ }
      if (!told) { line.isDown = true; this.fail(); return; }
      this.retry = FIRST_RETRY;
      if (answer.ok) this.done(text, told);
      else if (answer.status === 409) this.meet(told);
      else this.tell("failed", told.error);
    }

    done(text, told) {
      this.version = told.version;
      this.saved = text;
      this.sent = [];
      const mark = document.querySelector(`.p-jump a[href="#item-${this.item}"]`);
      if (mark && text.trim()) mark.dataset.written = "";
      if (this.isDirty) { this.touch(); return; }
      kept.drop(this.item);
      this.tell("saved", say("Saved", { time: told.at }));
    }

    // A colleague saved another text; or it is our own, whose answer was lost on the way.
    meet(told) {
      if (this.sent.slice(0, -1).some((text) => text.trim() === told.theirs)) {
        this.version = told.version;
        this.saved = told.theirs;
        this.sent = [];
        this.save();
        return;
      }
      const piece = document.querySelector("[data-conflict-form]").content.cloneNode(true);
      piece.querySelector("[data-theirs]").textContent = told.theirs || "–";
      if (told.by) piece.querySelector("[data-theirs-by]").textContent = ` (${told.by} ${told.at})`;
      this.conflict = piece.firstElementChild;
      this.conflict.addEventListener("click", (event) => {
        const choice = event.target.closest("[data-keep]");
        if (choice) this.choose(choice.dataset.keep, told);
      });
      this.form.prepend(this.conflict);
      this.form.classList.add("p-note--both");
      this.open();
      this.keep();
      this.tell("conflict", say("Conflict"));
    }

    choose(which, told) {
      this.conflict.remove();
      this.form.classList.remove("p-note--both");
      this.conflict = null;
      this.version = told.version;
      this.saved = told.theirs;
      this.sent = [];
      if (which === "theirs") this.box.value = told.theirs;
      if (which === "both") this.box.value = `${told.theirs}\n${this.box.value}`;
      this.box.focus();
      this.touch(which === "both" ? PAUSE : 0);
      if (!this.isDirty) this.tell("saved", say("SavedBy", { time: told.at, name: told.by }));
    }

    // What a colleague saved, once the field is not being written in.
    take(row = this.coming) {
      this.coming = null;
      if (!row || row.version <= this.version) return;
      if (row.text === this.box.value.trim()) {
        this.version = row.version;
        this.saved = this.box.value;
        return;
      }
      if (this.isDirty || this.isBusy || this.conflict || document.activeElement === this.box) {
        this.coming = row;
        return;
      }
      this.box.value = this.saved = row.text;
      this.version = row.version;
      this.tell("saved", say("SavedBy", { time: row.at, name: row.by }));
    }
  }

  function announce(text, withReload) {
    const pieces = [text];
    if (withReload) pieces.push(" ", link(say("Reload"), words.dataset.here));
    announcement.replaceChildren(...pieces);
    announcement.hidden = false;
  }

  const isInUse = (part) => part.contains(document.activeElement) && part.querySelector("details[open] form");

  async function refresh(part) {
    const answer = await ask(part.dataset.from, { headers: { "X-Prongsai-Part": "1" } });
    if (!answer || !answer.ok) return "";
    const html = await answer.text();
    if (isInUse(part) || part.querySelector(":scope [data-cancel-cell]")) return "";
    part.innerHTML = html;
    const named = part.querySelector("[data-name]");
    return part.dataset.label || (named && named.dataset.name) || say("People");
  }

  async function showParts(stamps) {
    const changed = [];
    for (const part of document.querySelectorAll("[data-part]")) {
      const holder = part.matches("[data-stamp]") ? part : part.querySelector(":scope > [data-stamp]");
      const stamp = stamps[part.dataset.part];
      if (!holder || stamp === undefined || stamp === holder.dataset.stamp) continue;
      if (part.dataset.part === "agenda") announce(say("Changed"), true);
      else if (!isInUse(part)) changed.push(await refresh(part));
    }
    const told = [...new Set(changed.filter(Boolean))];
    if (told.length) announce(say("Updated", { what: told.join(", ") }), false);
  }

  function showQuorum(quorum) {
    for (const place of document.querySelectorAll("[data-quorum]")) {
      const text = quorum[place.dataset.quorum];
      if (place.textContent !== text) place.textContent = text;
      place.dataset.state = quorum.state;
    }
  }

  function hideRest() {
    const form = document.querySelector("[data-rest]");
    if (form) form.hidden = !document.querySelector('.p-seat[data-state="expected"]');
  }

  // Those who only read see the whole page anew when anything in it has changed.
  let whole = null;
  async function showWhole(mark) {
    const live = document.querySelector("[data-live]");
    if (!live || mark === whole) return;
    const isFirst = whole === null;
    whole = mark;
    if (isFirst) return;
    const answer = await ask(window.location.href);
    if (!answer || !answer.ok) { whole = ""; return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh) live.replaceWith(document.importNode(fresh, true));
    else window.location.reload();
  }

  async function look() {
    if (document.hidden) return;
    const before = ownChanges, wasAway = line.isDown || line.isSignedOut;
    const query = new URLSearchParams({ since });
    if ("projector" in words.dataset) query.set("projector", "1");
    const answer = await ask(`${words.dataset.url}?${query}`);
    const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
    showSignal();
    if (!told) return;
    if (wasAway) flush();
    if (before !== ownChanges) return;
    since = told.now;
    for (const row of told.notes) notes.get(String(row.item))?.take(row);
    if (document.querySelector("[data-live]")) { await showWhole(told.whole); return; }
    showQuorum(told.quorum);
    await showParts(told.stamps);
    hideRest();
  }

  function flush(keepalive = false) {
    for (const note of dirty()) {
      note.retry = FIRST_RETRY;
      note.save(keepalive && note.box.value.length < LONGEST_PARTING);
    }
  }

  // Notes that a closed record no longer takes are shown once more, to be copied.
  function showLeftovers() {
    const found = keys(words.dataset.key);
    if (!document.querySelector("[data-live]") || !found.length || "projector" in words.dataset) return;
    announce(say("Leftover"), false);
    for (const key of found) {
      const box = document.createElement("textarea");
      box.readOnly = true;
      box.setAttribute("aria-label", say("Leftover"));
      box.value = (JSON.parse(localStorage.getItem(key)) || {}).text || "";
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "p-button p-button--plain p-button--small";
      remove.textContent = say("Remove");
      remove.addEventListener("click", () => { localStorage.removeItem(key); box.remove(); remove.remove(); });
      announcement.append(box, remove);
    }
  }

  // Where on the page somebody reads is marked in the list.
  function followReading() {
    const links = new Map();
    for (const entry of document.querySelectorAll(".p-jump nav a")) links.set(entry.hash.slice(1), entry);
    const list = document.querySelector(".p-jump ol");
    const watcher = new IntersectionObserver((seen) => {
      const at = seen.find((entry) => entry.isIntersecting);
      const here = at && links.get(at.target.id);
      if (!here) return;
      for (const entry of links.values()) entry.removeAttribute("aria-current");
      here.setAttribute("aria-current", "true");
      const box = here.getBoundingClientRect(), frame = list.getBoundingClientRect();
      list.scrollBy({ left: box.left - frame.left - frame.width / 2 + box.width / 2, top: 0 });
    }, { rootMargin: "-20% 0px -75% 0px" });
    for (const id of links.keys()) {
      const target = document.getElementById(id);
      if (target) watcher.observe(target);
    }
  }

  for (const form of document.querySelectorAll("form[data-note]")) {
    const note = new Note(form);
    notes.set(note.item, note);
  }
  showLeftovers();
  followReading();
  showSignal();
  setInterval(look, ASK_EVERY);
  look();

  window.addEventListener("online", () => { line.isDown = false; flush(); look(); });
  window.addEventListener("offline", () => {
    line.isDown = true;
    for (const note of dirty()) note.touch();
    showSignal();
  });
  window.addEventListener("pagehide", () => flush(true));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) flush(true);
    else { flush(); look(); }
  });
  window.addEventListener("beforeunload", (event) => {
    if (line.keepsNothing && dirty().length) event.preventDefault();
  });
  document.addEventListener("prongsai:saved", () => { ownChanges += 1; look(); });
  document.addEventListener("prongsai:failed", (event) => { event.preventDefault(); showSignal(say("Wait")); });
  // Without the line a link or a plain form would lead to the browser's own page of errors.
  document.addEventListener("click", (event) => {
    const to = event.target.closest("a[href]");
    if (!to || navigator.onLine || to.target || to.pathname === window.location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    showSignal(say("Wait"));
  }, true);
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.matches("[data-note]")) return;
    event.preventDefault();
    event.stopPropagation();
    showSignal(say("Wait"));
  }, true);
})();
