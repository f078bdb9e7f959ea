/** The button that copies a citation. It appears only where the browser can copy. */

function enhance(button) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, " "));
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 3000);
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) enhance(button);
}
