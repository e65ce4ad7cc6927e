// Figures of the page follow the server's stream: only texts that changed are touched, so nothing flickers.

import { refresh } from "./fresh.js";
import { percent } from "./percent.js";
import { reach } from "./slider.js";

// After midnight every open page asks for its new day: within a minute, not all at once.
const spread = 60_000;

function put(element, text) {
  if (element && element.textContent !== String(text)) element.textContent = text;
}

export function follow(page) {
  const plan = page.dataset.live;
  if (!plan) return;
  const state = page.querySelector('[data-of="state"]');
  const tell = (text, doubt) => {
    put(state, text);
    state.classList.toggle("doubt", doubt);
  };
  const turn = (today) => {
    page.dataset.today = today;
    page.querySelectorAll("[data-day-slider]").forEach((form) => reach(form, today));
    // A replay's bar asks by itself, as its days are short.
    if (!document.querySelector("[data-replay]")) setTimeout(refresh, Math.random() * spread);
  };
  const show = (sheet) => {
    const day = sheet.asOf.slice(0, 10);
    if (day > page.dataset.today) turn(day);
    for (const group of ["measures", "assignments", "problems", "institutions"])
      for (const [name, value] of Object.entries(sheet[group]))
        if (name !== "rate")
          page.querySelectorAll(`[data-of="${group}.${name}"]`).forEach((at) => {
            put(at, value);
            at.closest(".tiles > :is(.red, .yellow)")?.classList.toggle("zero", value === 0);
          });
    const { signedOff, total } = sheet.measures;
    const rate = percent(signedOff, total, Number(page.dataset.decimals));
    put(page.querySelector('[data-rate="measures"]'), rate);
    Object.assign(page.querySelector('[data-bar="measures"]'), { max: Math.max(1, total), value: signedOff });
    document.title = document.title.replace(/^(–|[\d.]+%)/, rate);
    if (sheet.recovering) tell(page.dataset.recovering.replace("{0}", sheet.recovering), true);
    else tell(page.dataset.settled, false);
  };
  const source = new EventSource(`/api/v1/plans/${encodeURIComponent(plan)}/rates/stream`);
  source.onmessage = (event) => show(JSON.parse(event.data));
  source.addEventListener("stale", () => tell(page.dataset.stale, true));
  source.addEventListener("signed-out", () => location.reload());
  source.onerror = () => tell(page.dataset.lost, true);
}
