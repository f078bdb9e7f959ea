/**
 * Suggestions under the search field: an ARIA combobox with a list of topics, places, organisations and records.
 *
 * Without this file the field is a plain search form. Enter searches for the words typed, unless a suggestion was
 * chosen with the arrow keys: then it opens that one's page. Escape closes the list and keeps the words.
 */

const PAUSE = 120;
const SHORTEST = 2;

class SuggestingField {
  constructor(input) {
    this.input = input;
    this.language = document.documentElement.lang;
    this.answers = new Map();
    this.active = -1;
    this.list = this.buildList();
    this.status = this.buildStatus();
    this.prepareInput();
  }

  buildList() {
    const list = document.createElement("ul");
    list.id = `${this.input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.input.dataset.suggestLabel);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
    this.input.after(list);
    return list;
  }

  buildStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.list.after(status);
    return status;
  }

  prepareInput() {
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.schedule());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(this.input.value.trim()), PAUSE);
  }

  async suggest(words) {
    if (words.length < SHORTEST) {
      this.close();
      return;
    }
    const results = await this.fetchSuggestions(words);
    if (results && words === this.input.value.trim() && document.activeElement === this.input) this.show(results);
  }

  /** Return what begins with these words; null when the answer is late or missing, which is no reason to disturb. */
  async fetchSuggestions(words) {
    if (this.answers.has(words)) return this.answers.get(words);
    this.request?.abort();
    this.request = new AbortController();
    const address = `${this.input.dataset.suggest}?${new URLSearchParams({ q: words, lang: this.language })}`;
    try {
      const response = await fetch(address, { signal: this.request.signal });
      if (!response.ok) return null;
      const { results } = await response.json();
      this.answers.set(words, results);
      return results;
    } catch {
      return null;
    }
  }

  show(results) {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...results.map((result, index) => this.buildOption(result, index)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.status.textContent = results.length ? this.input.dataset.suggestFound.replace("%n", results.length) : "";
  }

  buildOption({ kind_label: kind, title, language, url }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const words = document.createElement("span");
    words.textContent = title;
    words.dir = "auto";
    if (language) words.lang = language;
    option.append(words);
    if (kind) option.append(buildTag("suggestion-kind", kind));
    else if (language && language !== this.language) option.append(buildTag("language-tag", language.toUpperCase()));
    return option;
  }

  onKey(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.schedule();
      return;
    }
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.move(moves[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.open(this.list.children[this.active]);
    else return;
    event.preventDefault();
  }

  /** Move through the suggestions and, between last and first, back to the words typed. */
  move(step) {
    const places = this.list.children.length + 1;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = ((this.active + 1 + step + places) % places) - 1;
    const option = this.list.children[this.active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  open(option) {
    if (option) window.location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.show([]);
  }
}

function buildTag(className, words) {
  const tag = document.createElement("span");
  tag.className = className;
  tag.textContent = words;
  return tag;
}

for (const input of document.querySelectorAll("[data-suggest]")) new SuggestingField(input);
