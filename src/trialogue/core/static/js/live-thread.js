// <live-thread doors="/c/1/" version="7" last="23">: new posts are offered below the thread and come in when one asks for them.
import { poll } from "./polling.js";

class LiveThread extends HTMLElement {
  connectedCallback() {
    this.thread = this.querySelector(".thread");
    this.bar = this.querySelector(".news");
    this.known = `"v${this.getAttribute("version")}"`;
    this.last = this.getAttribute("last");
    poll(() => this.ask(), 5000);
  }

  async ask() {
    const address = `${this.getAttribute("doors")}news/?after=${this.last}`;
    const answer = await fetch(address, { headers: { "If-None-Match": this.known }, cache: "no-store" });
    if (answer.status === 304 || answer.status >= 500) return true;
    if (!answer.ok) return false; // not for them any more
    this.known = answer.headers.get("ETag") ?? this.known;
    const told = await answer.json();
    if (told.html) this.offer(told);
    return true;
  }

  offer(told) {
    const button = document.createElement("button");
    button.className = "btn";
    button.textContent = told.says;
    button.addEventListener("click", () => this.show(told));
    this.bar.replaceChildren(button);
  }

  show(told) {
    const before = this.thread.children.length;
    this.thread.insertAdjacentHTML("beforeend", told.html);
    const come = [...this.thread.children].slice(before);
    for (const post of come) post.classList.add("come");
    this.last = told.last;
    this.bar.replaceChildren();
    const first = come.find((post) => post.matches("article")) ?? come[0];
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("posts-come"));
  }
}

customElements.define("live-thread", LiveThread);
