// Titles for what is typed so far, offered by the browser's own list; without it the form works alike.
(() => {
  const field = document.querySelector("input[data-suggest]");
  if (!field) return;
  const list = document.createElement("datalist");
  list.id = "search-titles";
  field.after(list);
  field.setAttribute("list", list.id);
  let asked = "", timer = 0;
  const look = async () => {
    const text = field.value.trim();
    if (text === asked || text.length < 2) return;
    asked = text;
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`);
      const { titles } = answer.ok ? await answer.json() : { titles: [] };
      if (field.value.trim() !== text) return;
      list.replaceChildren(...titles.map((title) => Object.assign(document.createElement("option"), { value: title })));
    } catch { list.replaceChildren(); }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
})();
