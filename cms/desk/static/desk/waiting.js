/**
 * Keys of the list of what waits: j and k move between the rows, c presses the row's own button, x ticks the row and b
 * leads to the buttons for what is ticked. Enter follows the link that has the focus, and ? opens Wagtail's list of keys,
 * without this file.
 *
 * And of the page on which one decides: d leads to what one can do, j and k open the next and the previous page of the
 * list from which one came.
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

function decideTogether() {
  document.querySelector("#together [name=choice]")?.focus();
}

const LIST = "desk-waiting";

/** Keep the addresses of the rows, in their order, for the page that is opened from here. */
function remember(event) {
  if (event.target.closest?.(".waiting-title")) {
    sessionStorage.setItem(LIST, JSON.stringify(titles().map((link) => link.pathname)));
  }
}

function open(step) {
  const addresses = JSON.parse(sessionStorage.getItem(LIST)) ?? [];
  const at = addresses.indexOf(location.pathname);
  if (at >= 0 && addresses[at + step]) location.assign(addresses[at + step]);
}

const place = document.getElementById("decide");

function decide() {
  (place.querySelector("button, summary, a") ?? place).focus();
}

const KEYS = place
  ? { d: decide, j: () => open(1), k: () => open(-1) }
  : { j: () => move(1), k: () => move(-1), c: claim, x: tick, b: decideTogether };

document.addEventListener("click", remember);

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
