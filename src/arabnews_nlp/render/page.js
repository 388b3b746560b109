// Lights up all mentions of the name under the pointer or, failing that, of the focused one.
const mentions = new Map();
for (const mark of document.querySelectorAll(".arabnews mark.n[data-n]")) {
  if (!mark.closest("article")) continue;
  if (!mentions.has(mark.dataset.n)) mentions.set(mark.dataset.n, []);
  mentions.get(mark.dataset.n).push(mark);
}
let lit;
function light(place) {
  const name = place?.closest?.("[data-n]")?.dataset.n;
  if (name === lit) return;
  for (const mark of mentions.get(lit) ?? []) mark.classList.remove("lit");
  for (const mark of mentions.get(name) ?? []) mark.classList.add("lit");
  lit = name;
}
document.addEventListener("pointerover", (event) => light(event.target.closest("[data-n]") ?? document.activeElement));
document.addEventListener("focusin", (event) => light(event.target));
document.addEventListener("focusout", () => light(null));
