// Says it beforehand when a session is about to end, in words that a screen reader speaks at once, and asks
// whether somebody is still there. Who was typing is, and is not asked. The answer is a form that the server
// answers without content, so that the page stays as it is, with everything that was typed in it.

const place = document.querySelector("[data-still-here]");
const { endsAfterMs, warnBeforeMs } = place?.dataset ?? {};
const LOOK_AGAIN_MS = 5000; // a timer sleeps with the device; the clock does not

let since = Date.now();
let typed = false;
let shown = "";

const templates = [...(place?.querySelectorAll("template") ?? [])];
const show = (name) => {
  if (shown === name) return;
  shown = name;
  const template = templates.find(({ dataset }) => name in dataset);
  place.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
};

const stay = () => {
  since = Date.now();
  typed = false;
  show("");
};

const look = () => {
  const left = since + Number(endsAfterMs) - Date.now();
  if (left <= 0) show("ended");
  else if (left <= Number(warnBeforeMs)) {
    show("warning");
    if (typed) place.querySelector("form").requestSubmit();
  }
};

if (place) {
  document.addEventListener("input", () => { typed = true; });
  // Forms are sent after this; what is over by then is not prolonged by it.
  place.addEventListener("submit", () => setTimeout(stay));
  setInterval(look, LOOK_AGAIN_MS);
}
