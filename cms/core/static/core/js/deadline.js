/** A deadline is Geneva's; this adds the same moment in the reader's own zone, where that differs. */

const GENEVA = "Europe/Zurich";
const VARIANTS = { en: "en-GB" };

function enhance(place) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === GENEVA) return;
  const language = VARIANTS[document.documentElement.lang] ?? document.documentElement.lang;
  const moment = new Date(place.dataset.deadline);
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: zone });
  place.textContent = place.dataset.words.replace("%t", format.format(moment));
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-deadline]")) enhance(place);
