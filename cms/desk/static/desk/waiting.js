/**
 * Keys of the list of what waits: j and k move between the rows, c presses the row's own button, x ticks the row and b
 * leads to the buttons for what is ticked. Enter follows the link that has the focus, and ? opens Wagtail's list of keys,
 * without this file.
 *
 * Whoever turned keyboard shortcuts off in the account does not get it.
 */

const FIELDS = "input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog], dialog";

function titles() {
  return [...document.querySelectorAll(".waiting-title")];
}

/** The number of the row in which the focus is, or -1. */
function here(links) {
  const row = document.activeElement?.closest("tr");
  return links.findIndex((link) => link.closest("tr") === row);
}

function move(step) {
  const links = titles();
  const at = here(links);
  const to = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
  links[to]?.focus();
}

function claim() {
  const links = titles();
  links[here(links)]?.closest("tr").querySelector("button[name=claim], button[name=release]")?.click();
}

function tick() {
  const links = titles();
  links[here(links)]?.closest("tr").querySelector("input[name=page]")?.click();
}

function decide() {
  document.querySelector("#together [name=choice]")?.focus();
}

const KEYS = { j: () => move(1), k: () => move(-1), c: claim, x: tick, b: decide };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
  // By its place where a layout has no Latin letters, such as Arabic or Russian.
  const key = /^[a-z]$/i.test(event.key) ? event.key : (event.code ?? "").replace("Key", "").toLowerCase();
  if (!KEYS[key]) return;
  event.preventDefault();
  KEYS[key]();
});

// Back from an action: at the row it was about, or at the first one if that is gone.
if (location.hash.startsWith("#waiting-")) (document.getElementById(location.hash.slice(1)) ?? titles()[0])?.focus();
