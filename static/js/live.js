// Work that goes on in the background: what the page says of it is fetched anew until it is over.
(() => {
  const PAUSE = 3000;
  const next = () => { if (document.querySelector("[data-live]")) setTimeout(look, PAUSE); };
  const look = async () => {
    const live = document.querySelector("[data-live]");
    if (!live || document.hidden) return next();
    try {
      const answer = await fetch(live.dataset.live, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(live.id);
      if (fresh && fresh.hasAttribute("data-live")) { live.replaceWith(fresh); next(); return; }
      window.location.replace(live.dataset.live);
    } catch { next(); }
  };
  next();
})();
