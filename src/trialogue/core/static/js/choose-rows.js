// A list of boxes to tick: with Shift (and the pointer, Space or the arrows) everything between two is ticked too.
class ChooseRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.ticked(event));
    this.addEventListener("keydown", (event) => this.pressed(event));
  }

  get boxes() {
    return [...this.querySelectorAll('input[type="checkbox"]')];
  }

  ticked(event) {
    if (!event.target.matches('input[type="checkbox"]')) return;
    if (event.shiftKey && this.last) this.between(this.last, event.target);
    this.last = event.target;
  }

  between(one, other) {
    const boxes = this.boxes;
    const [from, to] = [boxes.indexOf(one), boxes.indexOf(other)].sort((a, b) => a - b);
    for (const box of boxes.slice(from, to + 1)) box.checked = other.checked;
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const boxes = this.boxes;
    const here = boxes.indexOf(event.target);
    const next = boxes[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    if (event.shiftKey) next.checked = event.target.checked;
    this.last = next;
    next.focus();
  }
}

customElements.define("choose-rows", ChooseRows);
