// How far a file is that is being made. The link works without this file; with it nobody waits in front of a page that says nothing.
import { stated } from "./percent.js";

const PauseMilliseconds = 400;
// A file that is made at once needs no word.
const PatienceMilliseconds = 600;
// Another gateway may make it, which is not asked: after so many answers that know nothing the page says no more.
const MostUnknown = 50;

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

async function state(id) {
  try {
    const answer = await fetch(`/api/v1/exports/${id}`, { cache: "no-store" });
    return answer.ok ? await answer.json() : { state: "unknown" };
  } catch {
    return { state: "unknown" };
  }
}

function begin(link) {
  const said = document.createElement("span");
  said.className = "making";
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", link.textContent.trim());
  said.append(bar, " ", document.createElement("span"));
  link.nextElementSibling?.matches(".making") ? link.nextElementSibling.replaceWith(said) : link.after(said);
  return said;
}

async function follow(link, id) {
  const begun = Date.now();
  let said = null;
  for (let unknown = 0; unknown < MostUnknown; ) {
    await pause(PauseMilliseconds);
    const { state: now, percent, rows, refusal } = await state(id);
    unknown = now === "unknown" ? unknown + 1 : 0;
    if (now === "made" && !said) return;
    if (Date.now() - begun < PatienceMilliseconds && now !== "failed") continue;
    said ??= begin(link);
    const [bar, words] = [said.querySelector("progress"), said.lastElementChild];
    if (now === "made" || now === "failed") {
      bar?.remove();
      // Only the end is read out, not every step.
      said.setAttribute("role", "status");
      words.textContent = now === "made" ? link.dataset.made : refusal?.[document.documentElement.lang.startsWith("zh") ? "zh" : "en"] ?? link.dataset.failed;
      said.classList.toggle("problem", now === "failed");
      return;
    }
    if (now !== "making") continue;
    bar.value = percent;
    words.textContent = `${link.dataset.making} ${stated(percent)}${rows ? link.dataset.rows.replace("{0}", rows.toLocaleString()) : ""}`;
  }
  said?.remove();
}

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[data-export]");
  if (!link) return;
  const id = crypto.randomUUID?.() ?? `e${Date.now()}${Math.random().toString(36).slice(2)}`;
  const at = new URL(link.href);
  at.searchParams.set("progress", id);
  link.href = at.href;
  follow(link, id);
});
