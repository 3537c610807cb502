// <tag-field from="address">: names of tags are offered while one types, the last word after a comma at a time.
const PAUSE = 200;

class TagField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input) return;
    this.offered = document.createElement("datalist");
    this.offered.id = `${this.input.id}-offered`;
    this.append(this.offered);
    this.input.setAttribute("list", this.offered.id);
    this.input.setAttribute("autocomplete", "off");
    this.input.addEventListener("input", () => {
      clearTimeout(this.waits);
      this.waits = setTimeout(() => this.ask(), PAUSE);
    });
  }

  async ask() {
    const words = this.input.value.split(",");
    const typed = words.pop().trim();
    const before = words.map((word) => `${word.trim()}, `).join("");
    if (!typed) return;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.getAttribute("from")}?q=${encodeURIComponent(typed)}`, { signal: this.asking.signal });
      if (!answer.ok) return;
      const { names } = await answer.json();
      this.offered.replaceChildren(...names.map((name) => new Option(name, before + name)));
    } catch (wrong) {
      // Without the network one types the whole word.
      if (wrong.name !== "AbortError" && !(wrong instanceof TypeError)) throw wrong;
    }
  }
}

customElements.define("tag-field", TagField);
