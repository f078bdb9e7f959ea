/**
 * Saves a paragraph while it is typed, and moves between paragraphs by keyboard.
 *
 * Without this file the page is a form that is saved with its button. What cannot be saved stays in its field, and
 * leaving the page is asked about.
 */

const PAUSE = 900;

const form = document.getElementById("translation");
const progress = document.getElementById("translation-progress");
const rows = [...form.querySelectorAll(".translation-row")];
const pending = new Map();
const saving = new Map();

function field(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

function bodyOf(row) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const name of ["path", "source", "occurrence", "seen", "target"]) body.append(name, field(row, name).value);
  if (field(row, "confirmed")?.checked) body.append("confirmed", "on");
  return body;
}

/** What the person can change of a paragraph, to be compared. */
function stateOf(row) {
  return `${Boolean(field(row, "confirmed")?.checked)} ${field(row, "target").value}`;
}

/** Words as the server keeps them. */
function kept(words) {
  return words.normalize("NFC").replace(/[ \t\r\n\f\v]+/g, " ").trim();
}

function say(row, words) {
  row.querySelector(".translation-notes").textContent = words;
}

/** One request for a paragraph at a time: what is typed meanwhile is sent after the answer. */
function save(row) {
  if (saving.has(row)) return;
  pending.delete(row);
  saving.set(row, send(row).finally(() => saving.delete(row)));
}

async function send(row) {
  const sent = stateOf(row);
  const words = kept(field(row, "target").value);
  say(row, form.dataset.saving);
  try {
    const response = await fetch(form.dataset.segment, { method: "POST", body: bodyOf(row) });
    const answer = await response.json();
    if (response.ok) {
      field(row, "seen").value = answer.seen;
      row.dataset.state = answer.state;
      row.querySelector(".translation-notes").innerHTML = answer.notes;
      progress.innerHTML = answer.progress;
      delete row.dataset.unsaved;
    } else if (answer.seen && answer.seen === row.dataset.unanswered) {
      // They arrived; only the answer did not.
      field(row, "seen").value = answer.seen;
      later(row);
    } else {
      say(row, answer.message);
    }
    delete row.dataset.unanswered;
  } catch {
    row.dataset.unanswered = words;
    say(row, form.dataset.lost);
  }
  if (stateOf(row) !== sent) later(row);
}

function later(row) {
  row.dataset.unsaved = "yes";
  clearTimeout(pending.get(row));
  pending.set(row, setTimeout(() => save(row), PAUSE));
}

/** Fetch what helps with a paragraph when somebody comes to it for the first time. */
async function help(row) {
  const place = row.querySelector("[data-help]");
  const link = place?.querySelector(":scope > a");
  if (!link) return;
  link.remove();
  const response = await fetch(link.href).catch(() => null);
  if (!response?.ok) {
    place.append(link);
    return;
  }
  place.innerHTML = await response.text();
  for (const button of place.querySelectorAll("[data-use]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      field(row, "target").value = button.dataset.use;
      field(row, "target").focus();
      later(row);
    });
  }
}

function next(row) {
  const after = rows.slice(rows.indexOf(row) + 1).find((each) => ["missing", "stale", "machine"].includes(each.dataset.state));
  if (after) field(after, "target").focus();
}

for (const row of rows) {
  if (row.querySelector(".translation-unsaved")) row.dataset.unsaved = "yes";
  const target = field(row, "target");
  target.addEventListener("input", () => later(row));
  target.addEventListener("focus", () => help(row));
  field(row, "confirmed")?.addEventListener("change", () => later(row));
  target.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      clearTimeout(pending.get(row));
      if (row.dataset.unsaved) save(row);
      next(row);
    } else if (event.altKey && (event.key.toLowerCase() === "c" || event.code === "KeyC")) {
      // The key, for layouts of Arabic or Russian, on which no key types a c.
      event.preventDefault();
      target.setRangeText(field(row, "source").value, target.selectionStart, target.selectionEnd, "end");
      later(row);
    }
  });
}

// The form waits for what is on its way, or it would take that for somebody else's words.
form.addEventListener("submit", async (event) => {
  pending.forEach(clearTimeout);
  if (saving.size) {
    event.preventDefault();
    await Promise.all(saving.values());
    form.requestSubmit(event.submitter);
    return;
  }
  rows.forEach((row) => delete row.dataset.unsaved);
});
// Connected again: what could not be sent goes now.
window.addEventListener("online", () => rows.filter((row) => row.dataset.unsaved).forEach(later));
window.addEventListener("beforeunload", (event) => {
  if (rows.some((row) => row.dataset.unsaved)) event.preventDefault();
});
