// <live-list from="address">: says when topics of this list have news, and leads to them.
import { poll } from "./polling.js";

class LiveList extends HTMLElement {
  connectedCallback() {
    poll(() => this.ask(), 20_000);
  }

  async ask() {
    const answer = await fetch(this.getAttribute("from"), { cache: "no-store" });
    if (answer.status === 204 || answer.status >= 500) return true;
    if (!answer.ok) return false;
    const { says } = await answer.json();
    const bar = this.querySelector(".news");
    if (bar.textContent === says) return true;
    const link = document.createElement("a");
    link.className = "btn";
    link.href = location.href.split("#")[0];
    link.textContent = says;
    bar.replaceChildren(link);
    return true;
  }
}

customElements.define("live-list", LiveList);
