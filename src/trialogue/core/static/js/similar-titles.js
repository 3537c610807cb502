// <similar-titles from="address" field="id">: while a title is typed, what was asked before in nearly the same words.
const PAUSE = 350;

class SimilarTitles extends HTMLElement {
  connectedCallback() {
    this.setAttribute("aria-live", "polite");
    this.input = document.getElementById(this.getAttribute("field"));
    this.input?.addEventListener("input", () => {
      clearTimeout(this.waits);
      this.waits = setTimeout(() => this.ask(), PAUSE);
    });
  }

  async ask() {
    const title = this.input.value.trim();
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const address = `${this.getAttribute("from")}?title=${encodeURIComponent(title)}`;
      const answer = await fetch(address, { signal: this.asking.signal });
      if (answer.ok) this.innerHTML = await answer.text();
    } catch (wrong) {
      // Without the network the title is written as before.
      if (wrong.name !== "AbortError" && !(wrong instanceof TypeError)) throw wrong;
    }
  }
}

customElements.define("similar-titles", SimilarTitles);
