// A signature drawn with finger or mouse, and ready opinions put into their box.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const quick = event.target.closest("[data-quick]");
    if (!quick) return;
    const box = document.getElementById(quick.dataset.quick);
    box.value = quick.textContent.trim();
    box.focus();
  });

  const canvas = document.querySelector("[data-signature]");
  if (!canvas) return;
  const field = document.getElementById(canvas.dataset.signature);
  const pen = canvas.getContext("2d");
  let drawing = false;
  canvas.closest("[data-needs-script]").hidden = false;
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.strokeStyle = "#102a6b";

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  }

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    drawing = false;
    field.value = canvas.toDataURL("image/png");
  });
  document.querySelector("[data-clear-signature]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  });
})();

// While the seal is being made the page looks again by itself.
(() => {
  "use strict";
  const waiting = document.querySelector("[data-reload]");
  if (waiting) setTimeout(() => window.location.reload(), waiting.dataset.reload * 1000);
})();
