// Items of an agenda change places by dragging, or by their buttons without loading the page anew.
// The page works without this file.
(() => {
  "use strict";
  const said = document.querySelector("[data-order-said]");
  const form = document.querySelector("[data-order-token]");
  if (!said || !form) return;
  const token = form.querySelector("input").value;

  function number(list) {
    const items = [...list.children];
    const numbers = items.map((item) => item.querySelector("[data-number]"));
    const texts = list.dataset.numbers.split(" ");
    items.forEach((item, at) => {
      numbers[at].textContent = texts[at];
      item.querySelector("[name=up]").disabled = at === 0;
      item.querySelector("[name=down]").disabled = at === items.length - 1;
    });
  }

  async function save(list) {
    number(list);
    const body = new URLSearchParams();
    for (const item of list.children) body.append("order", item.dataset.item);
    try {
      const answer = await fetch(list.dataset.order, {
        method: "POST", credentials: "same-origin", body,
        headers: { "X-Prongsai-Part": "1", "X-CSRFToken": token },
      });
      if (answer.status === 204) { said.className = "p-visually-hidden"; said.textContent = said.dataset.done; return; }
      said.textContent = answer.status === 422 ? await answer.text() : said.dataset.failed;
    } catch (error) {
      said.textContent = said.dataset.failed;
    }
    said.className = "p-alert p-told";
  }

  function makeHandle(list, item) {
    const handle = document.createElement("span");
    handle.className = "p-drag";
    handle.setAttribute("aria-hidden", "true");  // the buttons beside it do the same by keyboard
    handle.textContent = "⠿";
    item.querySelector("[data-moves]").prepend(handle);
    let target = null;

    function aim(row, side) {
      for (const other of list.children) delete other.dataset.drop;
      target = row;
      if (row) row.dataset.drop = side;
    }

    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      item.classList.add("p-dragged");
    });
    handle.addEventListener("pointermove", (event) => {
      if (!item.classList.contains("p-dragged")) return;
      for (const row of list.children) {
        const box = row.getBoundingClientRect();
        if (event.clientY < box.top || event.clientY > box.bottom) continue;
        if (row === item) aim(null);
        else aim(row, event.clientY < box.top + box.height / 2 ? "before" : "after");
        row.scrollIntoView({ block: "nearest" });
        return;
      }
    });
    // The item moves at the end: moving it earlier would let go of the pointer.
    handle.addEventListener("lostpointercapture", () => {
      item.classList.remove("p-dragged");
      const [row, side] = [target, target && target.dataset.drop];
      aim(null);
      if (!row) return;
      list.insertBefore(item, side === "before" ? row : row.nextSibling);
      save(list);
    });
    handle.addEventListener("pointercancel", () => aim(null));
  }

  for (const list of document.querySelectorAll("[data-order]")) {
    const items = [...list.children];
    if (items.length < 2) continue;
    list.dataset.numbers = items.map((item) => item.querySelector("[data-number]").textContent).join(" ");
    for (const item of items) makeHandle(list, item);
    list.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || !["up", "down"].includes(button.name)) return;
      event.preventDefault();
      const item = button.closest("[data-item]");
      if (button.name === "up") list.insertBefore(item, item.previousElementSibling);
      else list.insertBefore(item.nextElementSibling, item);
      save(list);
      const other = item.querySelector(button.name === "up" ? "[name=down]" : "[name=up]");
      (button.disabled ? other : button).focus();
    });
  }
})();
