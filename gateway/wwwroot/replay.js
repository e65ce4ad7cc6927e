// The bar of a replay follows the clock and steers it without loading the page again; without this file its buttons are a plain form.
import { refresh } from "./fresh.js";

const bar = document.querySelector("[data-replay]");
const form = bar.querySelector("form");
const part = (name) => bar.querySelector(`[data-replay-${name}]`);
const button = (wish) => form.querySelector(`button[value="${wish}"]`);
const often = 500;
let day = part("day").textContent;

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function show(state) {
  put(part("day"), state.day);
  part("day").dateTime = state.day;
  part("progress").value = state.applied;
  put(part("pace"), state.isTold ? bar.dataset.told : bar.dataset.pace.replace("{0}", state.daysASecond));
  put(part("refused"), state.refused ? bar.dataset.refused.replace("{0}", state.refused) : "");
  form.elements.day.min = state.day;
  const had = document.activeElement;
  button("pause").hidden = !state.runs;
  button("continue").hidden = state.runs;
  if (had?.hidden) button(state.runs ? "pause" : "continue").focus();
  if (day !== state.day) refresh();
  day = state.day;
}

async function ask(options) {
  const answer = await fetch("/replay", { headers: { accept: "application/json" }, ...options });
  if (answer.ok) show(await answer.json());
  else if (options) form.elements.day.reportValidity();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
});
setInterval(() => document.hidden || ask().catch(() => {}), often);
