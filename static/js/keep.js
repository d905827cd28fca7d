// What was typed stays on this device until it was saved: a lost line or sign-in loses nothing.
// The page works without this file.
(() => {
  "use strict";
  const DAYS = 7, DAY = 24 * 3600 * 1000;
  const plain = (text) => text.replace(/\r\n/g, "\n").trim();

  function read(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && Date.now() - kept.at < DAYS * DAY ? kept : null;
    } catch (error) { return null; }
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `prongsai-${form.dataset.keep}`;
    const boxes = [...form.querySelectorAll("textarea[name]")];
    const version = form.querySelector("input[name=version]");
    const kept = read(key);
    const differs = kept && boxes.some((box) => plain(kept.texts[box.name] || "") !== plain(box.value));
    if (!differs) {
      localStorage.removeItem(key);
    } else {
      for (const box of boxes) box.value = kept.texts[box.name] || "";
      // An older version makes the office show what a colleague saved meanwhile.
      version.value = kept.version;
      form.querySelector("[data-kept]").hidden = false;
    }

    form.addEventListener("input", () => {
      const texts = Object.fromEntries(boxes.map((box) => [box.name, box.value]));
      try {
        localStorage.setItem(key, JSON.stringify({ texts, version: version.value, at: Date.now() }));
      } catch (error) { /* no room or not allowed: the page works without it */ }
    });
  }
})();
