// Joining: the browser does a little work while one types, so that a machine that joins a thousand times has a lot to do.
// The form waits until it is done, and as long as a person takes at least.
import { firstWord } from "./sha256.js";

const form = document.querySelector("form[data-challenge]");
const opened = performance.now();
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// In short stretches: typing and screen readers come first.
async function solved(nonce, bits) {
  for (let tried = 0; ; ) {
    const until = performance.now() + 12;
    while (performance.now() < until) {
      if (firstWord(`${nonce}:${tried}`) >>> (32 - bits) === 0) return String(tried);
      tried += 1;
    }
    await rest(4);
  }
}

async function ready() {
  form.elements.proof.value ||= await solved(form.dataset.challenge, Number(form.dataset.bits));
  await rest(Math.max(0, Number(form.dataset.least) * 1000 - (performance.now() - opened)));
}

if (form) {
  let done = false;
  const working = ready().then(() => { done = true; });
  form.addEventListener("submit", (event) => {
    if (done) return;
    event.preventDefault();
    const { submitter } = event;
    working.then(() => form.requestSubmit(submitter));
  }, { capture: true });
}
