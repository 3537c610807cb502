// <brand-preview> around a form: its sliders turn the brand of this page while they move; saving makes it everybody's.
// With `inside` only the figure beside the slider shows the colour.
const TOKENS = { hue: "--brand-hue", chroma: "--brand-chroma", paper: "--brand-paper", radius: "--brand-radius" };

customElements.define(
  "brand-preview",
  class extends HTMLElement {
    connectedCallback() {
      const inside = this.hasAttribute("inside");
      const target = inside ? this : document.documentElement;
      for (const [name, token] of Object.entries(TOKENS)) {
        const slider = this.querySelector(`input[name="${name}"]`);
        if (!slider) continue;
        const said = document.createElement("output");
        said.htmlFor = slider.id;
        if (inside) said.className = "hue-swatch";
        slider.after(said);
        const show = () => {
          target.style.setProperty(token, slider.value);
          said.textContent = slider.value;
        };
        slider.addEventListener("input", show);
        show();
      }
    }
  },
);
