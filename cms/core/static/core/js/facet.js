/** A filter field above the long lists of a facet. Without this file the field stays hidden and the list is whole. */

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function enhance(field) {
  const rows = [...field.parentElement.querySelectorAll("li")].map((row) => [row, fold(row.textContent)]);
  field.hidden = false;
  field.addEventListener("input", () => {
    const words = fold(field.value.trim());
    for (const [row, text] of rows) row.hidden = !text.includes(words);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

for (const field of document.querySelectorAll("[data-facet-filter]")) enhance(field);
