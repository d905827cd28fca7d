// Edits a cell in its place, copies ready texts. Every page works without this file.
(() => {
  "use strict";
  const part = { "X-Prongsai-Part": "1" };

  function put(cell, html) {
    cell.innerHTML = html;
    const field = cell.querySelector("textarea, input:not([type=hidden]), select");
    if (field) field.focus();
  }

  // Tells the page's own script; false: it has taken care of it.
  function tell(cell, what) {
    return cell.dispatchEvent(new CustomEvent(`prongsai:${what}`, { bubbles: true, cancelable: true }));
  }

  async function open(cell, url) {
    const before = cell.innerHTML;
    let answer = null;
    try { answer = await fetch(url, { headers: part, credentials: "same-origin" }); }
    catch (error) { /* the line is down */ }
    if (!answer || !answer.ok || answer.redirected) {
      if (tell(cell, "failed")) window.location = url;
      return;
    }
    if (!cell.querySelector("[data-cell-form] [data-cancel-cell]")) cell.dataset.before = before;
    put(cell, await answer.text());
  }

  async function save(cell, form, submitter) {
    const button = form.querySelector("[type=submit]");
    const body = new FormData(form);
    if (submitter && submitter.name) body.append(submitter.name, submitter.value);
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST", headers: part, credentials: "same-origin", body,
      });
      if ((answer.ok || answer.status === 422) && !answer.redirected) {
        button.disabled = false;
        if (answer.ok) delete cell.dataset.before;
        else if (!cell.dataset.before) cell.dataset.before = cell.innerHTML;
        cell.innerHTML = await answer.text();
        const target = cell.querySelector("[aria-invalid=true], [data-edit-cell]");
        if (!target) cell.tabIndex = -1;
        (target || cell).focus({ preventScroll: !target });
        tell(cell, "saved");
        return;
      }
    } catch (error) { /* the line is down: fall through, what was typed stays */ }
    button.disabled = false;
    const note = form.querySelector("[data-failed]");
    if (note) note.hidden = false;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit-cell]");
    if (link && link.closest("[data-cell]")) {
      event.preventDefault();
      open(link.closest("[data-cell]"), link.href);
      return;
    }
    const cancel = event.target.closest("[data-cancel-cell]");
    if (cancel) {
      const cell = cancel.closest("[data-cell]");
      if (cell && cell.dataset.before) {
        event.preventDefault();
        cell.innerHTML = cell.dataset.before;
        const link = cell.querySelector("[data-edit-cell]");
        if (link) link.focus();
      }
      return;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const source = document.getElementById(copy.dataset.copy);
      const done = () => { copy.textContent = copy.dataset.done; };
      if (navigator.clipboard) { navigator.clipboard.writeText(source.value).then(done); }
      else { source.select(); document.execCommand("copy"); done(); }
    }
  });

  document.addEventListener("submit", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell || !event.target.matches("[data-cell-form]")) return;
    event.preventDefault();
    save(cell, event.target, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest && event.target.closest("[data-cell-form]");
    if (!form) return;
    if (event.key === "Escape") form.querySelector("[data-cancel-cell]")?.click();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  // Wagtail's field for many files says nothing to who can't see it; the words of its button do.
  const many = document.querySelector("#fileupload:not([aria-label])");
  if (many) many.setAttribute("aria-label", many.closest("form").querySelector("button").textContent.trim());
})();
