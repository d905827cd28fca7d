// Collects photos page by page: a phone's camera gives one at a time. The form works without this file.
(() => {
  "use strict";
  for (const input of document.querySelectorAll("input[data-collect]")) {
    const list = document.querySelector(`[data-collected="${input.id}"]`);
    if (!list || typeof DataTransfer === "undefined") continue;
    let kept = [];

    const put = () => {
      const all = new DataTransfer();
      for (const file of kept) all.items.add(file);
      input.files = all.files;
      list.hidden = kept.length === 0;
      list.replaceChildren(...kept.map((file, at) => {
        const item = document.createElement("li");
        const picture = document.createElement("img");
        picture.alt = `${at + 1}`;
        picture.src = URL.createObjectURL(file);
        picture.onload = () => URL.revokeObjectURL(picture.src);
        const remove = document.createElement("button");
        remove.type = "button";
        remove.className = "p-button p-button--plain p-button--small";
        remove.textContent = `${at + 1} ×`;
        remove.addEventListener("click", () => { kept.splice(at, 1); put(); });
        item.append(picture, remove);
        return item;
      }));
    };

    input.addEventListener("change", () => {
      kept = kept.concat([...input.files]);
      put();
    });
  }
})();
