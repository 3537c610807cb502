// <read-marks to="address" read="12">: notes how far one has read while one scrolls, once a pause, on all devices.
const PAUSE = 1200;

class ReadMarks extends HTMLElement {
  connectedCallback() {
    document.cookie = `scrolls=1; path=/; max-age=86400; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    this.noted = this.seen = Number(this.getAttribute("read"));
    this.watch = new IntersectionObserver((entries) => this.see(entries), { rootMargin: "0px 0px -10% 0px" });
    this.find();
    document.addEventListener("posts-come", () => this.find());
    document.addEventListener("visibilitychange", () => document.hidden && this.note());
  }

  // A post is read when its end, where its buttons are, was on the screen.
  find() {
    for (const end of document.querySelectorAll(".thread > article .acts")) this.watch.observe(end);
  }

  see(entries) {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      const number = Number(entry.target.closest("article").id.replace("post-", ""));
      this.seen = Math.max(this.seen, number);
      this.watch.unobserve(entry.target);
    }
    clearTimeout(this.waits);
    this.waits = setTimeout(() => this.note(), PAUSE);
  }

  async note() {
    if (this.seen <= this.noted) return;
    const number = this.seen;
    const token = document.querySelector("#acts [name=csrfmiddlewaretoken]").value;
    try {
      const body = new URLSearchParams({ number });
      const answer = await fetch(this.getAttribute("to"), { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token } });
      if (answer.ok) this.noted = number;
    } catch (wrong) {
      if (!(wrong instanceof TypeError)) throw wrong; // without the network: with the next pause
    }
  }
}

customElements.define("read-marks", ReadMarks);
