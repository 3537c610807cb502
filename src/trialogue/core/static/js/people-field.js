// <people-field from="address">: while people are named in the field inside, offers who could be meant last.
const PAUSE = 250;

class PeopleField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("datalist");
    this.list.id = `${this.input.id}-people`;
    this.append(this.list);
    this.input.setAttribute("list", this.list.id);
    this.input.autocomplete = "off";
    this.input.addEventListener("input", () => {
      clearTimeout(this.waits);
      this.waits = setTimeout(() => this.ask(), PAUSE);
    });
  }

  // An option holds all that was typed, with the last name completed: that is what the field takes over.
  offer(choices, before) {
    const options = choices.map(({ text, label }) => {
      const option = document.createElement("option");
      option.value = before + text;
      option.label = label;
      return option;
    });
    this.list.replaceChildren(...options);
  }

  async ask() {
    const [, before, begun] = /^(.*[\s,;])?@?([^\s,;]*)$/.exec(this.input.value) ?? [];
    if (!begun) return;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const address = `${this.getAttribute("from")}?sign=@&q=${encodeURIComponent(begun)}`;
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.offer((await answer.json()).choices, before ?? "");
    } catch (wrong) {
      // Without the network a handle is typed to its end.
      if (wrong.name !== "AbortError" && !(wrong instanceof TypeError)) throw wrong;
    }
  }
}

customElements.define("people-field", PeopleField);
