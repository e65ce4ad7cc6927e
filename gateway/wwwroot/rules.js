// Rules are tried while they are typed: the server is asked what they would have lit, and its answer put in place. The button does the same.
const form = document.querySelector("[data-rules-trial]");
const pause = 400;
let waiting;
let asked = 0;

async function attempt() {
  if (!form.checkValidity()) return;
  const mine = ++asked;
  const body = new FormData(form);
  body.set("do", "try");
  const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(body) });
  if (!answer.ok || mine !== asked) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const trial = fresh.querySelector("#trial");
  if (trial) document.querySelector("#trial").replaceChildren(...trial.childNodes);
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => attempt().catch(() => {}), pause);
});
