// Small comforts. Every page works without this file; nothing here decides anything.

const RESEND_AFTER_MS = 8000;

// A second tap on a slow connection sends nothing twice. The button is never disabled for good:
// it comes back after a while, and at once when the reader returns to the page.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, RESEND_AFTER_MS);
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

// After a refused form, start reading where it says why.
document.querySelector("[data-focus]")?.focus();

// Say in the button that it worked; screen readers hear it too, since the button keeps the focus.
const announce = (button, words) => {
  const label = button.querySelector("[data-label]");
  const before = label.textContent;
  label.setAttribute("aria-live", "polite");
  label.textContent = words;
  setTimeout(() => { label.textContent = before; }, 2500);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.querySelector(button.dataset.copy);
    if (!source) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
        announce(button, button.dataset.done);
      } catch {
        getSelection()?.selectAllChildren(source);
      }
    });
  }
}

if (navigator.share) {
  for (const button of document.querySelectorAll("button[data-share-address]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ url: button.dataset.shareAddress, title: button.dataset.shareTitle }).catch(() => {});
    });
  }
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page about work that goes on is shown anew while somebody looks at it, and left alone while they use it.
for (const { dataset } of document.querySelectorAll("[data-refresh-ms]")) {
  const anew = () => {
    const idle = document.activeElement === document.body && getSelection()?.isCollapsed !== false;
    if (idle && document.visibilityState === "visible") location.reload();
    else setTimeout(anew, Number(dataset.refreshMs));
  };
  setTimeout(anew, Number(dataset.refreshMs));
}
