// Pasting from Word into the editor: rows of a table become lines before the editor takes the text,
// which would otherwise write every cell below the other. Everything else the editor cleans itself,
// and the server cleans once more.
(() => {
  const seen = new WeakSet();

  const unroll = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("table").forEach((table) => {
      table.querySelectorAll("tr").forEach((row) => {
        const line = page.createElement("p");
        const cells = [...row.querySelectorAll("td, th")].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
        line.textContent = cells.filter(Boolean).join(" – ");
        table.before(line);
      });
      table.remove();
    });
    page.querySelectorAll("p").forEach((line) => {
      if (!line.textContent.trim() && !line.querySelector("img")) line.remove();
    });
    return page.body.innerHTML;
  };

  document.addEventListener("paste", (event) => {
    const editor = event.target.closest?.(".public-DraftEditor-content");
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!editor || seen.has(event) || !/<table|mso-|<o:p>/i.test(html)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/html", unroll(html));
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    seen.add(again);
    event.target.dispatchEvent(again);
  }, true);
})();
