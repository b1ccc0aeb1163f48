/**
 * The page's one script, served as a file of its own. Everything works without it: it sends a form of boxes as soon as
 * one is ticked, tells how the beginning goes on, and keeps a form from being sent twice.
 */
export const PAGE_SCRIPT = `"use strict";
for (const form of document.querySelectorAll("form[data-ticks]")) {
  form.addEventListener("change", () => form.requestSubmit());
  const button = form.querySelector("button");
  if (button) button.hidden = true;
}
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    document.body.setAttribute("aria-busy", "true");
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
const progress = document.getElementById("progress");
async function tell() {
  const text = await (await fetch("/sandbox/progress")).text();
  if (text === "ready") { if (progress.dataset.reload) location.reload(); else progress.remove(); return; }
  if (progress.textContent !== text) progress.textContent = text;
  setTimeout(tell, 700);
}
if (progress) tell().catch(() => undefined);
`;
