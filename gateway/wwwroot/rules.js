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

// Of each row only the numbers are there that its condition asks for; what is not there is not sent.
function fit(row) {
  const kind = row.querySelector("select[name^='kind-']").value;
  for (const field of row.querySelectorAll("[data-kinds]")) {
    field.hidden = field.disabled = !field.dataset.kinds.split(" ").includes(kind);
  }
}

form.querySelectorAll("tbody tr").forEach(fit);
form.addEventListener("change", (event) => event.target.name?.startsWith("kind-") && fit(event.target.closest("tr")));

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => attempt().catch(() => {}), pause);
});
