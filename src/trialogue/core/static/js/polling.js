// Asks again and again while the page is seen: often while somebody is there, seldom when they rest, never when it is hidden.
const RESTS = 120_000; // after so long without a move
const SELDOM = 30_000;

let moved = Date.now();
for (const move of ["scroll", "keydown", "pointermove", "pointerdown"]) {
  addEventListener(move, () => (moved = Date.now()), { passive: true });
}

// `ask` gives false when there is nothing more to ask for.
export function poll(ask, often) {
  let timer = 0;
  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(go, Date.now() - moved > RESTS ? Math.max(SELDOM, often) : often);
  };
  const go = async () => {
    try {
      if ((await ask()) !== false) plan();
    } catch (wrong) {
      if (!(wrong instanceof TypeError)) throw wrong; // without the network: once more, later
      plan();
    }
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : go()));
  plan();
}
