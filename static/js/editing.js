// Pasting from Word into the editor: a table becomes a piece "table" below the text, where it can be edited;
// a table of one row or column only lays text out, so its rows become lines (the editor would write every
// cell below the other). Everything else the editor cleans itself, and the server cleans once more.
(() => {
  const seen = new WeakSet();
  const MOST_ROWS = 80, MOST_COLUMNS = 12;

  const words = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

  const grid = (table) => {
    const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => [words(cell), ...Array(Math.min(cell.colSpan, MOST_COLUMNS) - 1).fill("")]));
    const width = Math.max(0, ...rows.map((row) => row.length));
    return rows.filter((row) => row.some(Boolean)).map((row) => [...row, ...Array(width - row.length).fill("")]);
  };

  const piece = (table) => {
    const [head, ...rows] = grid(table);
    if (!head || !rows.length || rows.length > MOST_ROWS || head.length < 2 || head.length > MOST_COLUMNS) return null;
    const columns = head.map((heading) => ({ type: "number", heading }));
    return { type: "table", id: crypto.randomUUID(), value: { caption: "", columns, rows: rows.map((values) => ({ values })) } };
  };

  const unroll = (table) => {
    [...table.rows].forEach((row) => {
      const line = table.ownerDocument.createElement("p");
      line.textContent = [...row.cells].map(words).filter(Boolean).join(" – ");
      table.before(line);
    });
  };

  // The text made of pieces that an editor stands in, and which of its pieces the editor is.
  const placeOf = (editor) => {
    const stream = editor.closest('[id$="-root"]')?.rootBlock;
    if (!stream?.children || !stream.blockDef?.childBlockDefsByName?.table) return null;
    const index = stream.children.findIndex((child) => child.element?.contains(editor));
    return index < 0 ? null : { stream, index };
  };

  const part = (html, place) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const pieces = [];
    [...page.querySelectorAll("table")].filter((table) => !table.parentElement.closest("table")).forEach((table) => {
      const made = place && piece(table);
      if (made) pieces.push(made);
      else unroll(table);
      table.remove();
    });
    page.querySelectorAll("p").forEach((line) => {
      if (!line.textContent.trim() && !line.querySelector("img")) line.remove();
    });
    return { body: page.body, pieces };
  };

  document.addEventListener("paste", (event) => {
    const editor = event.target.closest?.(".public-DraftEditor-content");
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!editor || seen.has(event) || !/<table|mso-|<o:p>/i.test(html)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const place = placeOf(editor);
    const { body, pieces } = part(html, place);
    const hasText = Boolean(body.textContent.trim() || body.querySelector("img"));
    const wasEmpty = !editor.textContent.trim();
    if (hasText) {
      const data = new DataTransfer();
      data.setData("text/html", body.innerHTML);
      data.setData("text/plain", body.textContent);
      const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      seen.add(again);
      event.target.dispatchEvent(again);
    }
    pieces.forEach((made, at) => place.stream.insert(made, place.index + 1 + at, {}));
    // A piece of text that stayed empty could not be saved.
    if (pieces.length && !hasText && wasEmpty) place.stream.deleteBlock(place.index);
  }, true);
})();
