// Forms that lose nothing. What is typed is kept on this device until the server has accepted it; a form is sent without leaving the page, so a
// lost connection or an expired session is said in words and everything stays. Without this file the forms are sent as any others.
import { takeFiles } from "./evidence.js";

const Kept = "draft ";
const KeptDays = 30;
const PauseMilliseconds = 2000;
const unsaved = new Set(["_handler", "__RequestVerificationToken", "command"]);

const texts = () => document.getElementById("form-texts").dataset;

const place = () => {
  const at = new URL(location.href);
  at.searchParams.delete("done");
  return at.pathname + at.search;
};

const keyOf = (form) => `${Kept}${form.dataset.keeper} ${place()} ${form.dataset.kept}${form.querySelector('[type="hidden"][name="unit"]')?.value ?? ""}`;

// What a person put in, and the command's id: sent again after an answer was lost, it is applied once.
const isKept = (field) => field.name && !unsaved.has(field.name) && field.type !== "file" && (field.type !== "hidden" || field.name === "id");

// Put in since the page came: on a slow line that may be before this script, and is newer than any draft.
const isTouched = (field) => (["checkbox", "radio"].includes(field.type)
  ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? field.value));

function save(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const values = (fields[field.name] ??= []);
    if (!["checkbox", "radio"].includes(field.type) || field.checked) values.push(field.value);
  }
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // A full or forbidden store: the form works, only nothing is kept.
  }
}

const forget = (form) => localStorage.removeItem(keyOf(form));

function forgetOld() {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(Kept) && !(JSON.parse(localStorage.getItem(key)).at > Date.now() - KeptDays * 86400e3)) localStorage.removeItem(key);
}

function note(form, text, style) {
  form.querySelector(":scope > [data-note]")?.remove();
  const said = document.createElement("p");
  Object.assign(said, { className: style, textContent: text });
  said.dataset.note = "";
  said.setAttribute("role", style === "problem" ? "alert" : "status");
  form.prepend(said);
  return said;
}

function restore(form, files) {
  const kept = localStorage.getItem(keyOf(form));
  if (!kept) return;
  const { fields } = JSON.parse(kept);
  for (const field of form.elements) {
    if (!isKept(field) || field.name === "evidence" || !fields[field.name] || isTouched(field)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = fields[field.name].includes(field.value);
    else field.value = fields[field.name][0] ?? "";
    field.dispatchEvent(new Event("restored", { bubbles: true }));
    const hiding = field.closest("details");
    if (hiding && field.value) hiding.open = true;
  }
  for (const value of fields.evidence ?? []) files?.add(value);
  const said = note(form, texts().restored, "notice");
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "quiet", textContent: texts().clear });
  clear.addEventListener("click", () => {
    forget(form);
    location.reload();
  });
  said.append(" ", clear);
}

async function isThere() {
  try {
    return (await fetch("/health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function untilBack(form) {
  do await new Promise((resume) => setTimeout(resume, PauseMilliseconds));
  while (form.isConnected && !(await isThere()));
  if (form.isConnected && !form.hasAttribute("aria-busy")) note(form, texts().back, "notice");
}

// The answer is a page: its main part takes the place of ours.
async function show(response, sent) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = page.querySelector("main");
  if (!main) return false;
  document.querySelector("main").replaceWith(document.importNode(main, true));
  document.querySelectorAll("form[data-kept]").forEach((form) => keep(form, form.dataset.kept === sent));
  document.dispatchEvent(new Event("shown"));
  const said = document.querySelector('main [role="alert"], main [role="status"]') ?? document.querySelector("main");
  said.tabIndex = -1;
  said.focus();
  said.scrollIntoView({ block: "center" });
  return true;
}

async function send(form, button, files) {
  form.setAttribute("aria-busy", "true");
  if (files && !(await files.settled())) {
    note(form, texts().files, "problem");
    return;
  }
  const body = new FormData(form, button);
  save(form);
  let response;
  try {
    response = await fetch(location.href, { method: "POST", body });
  } catch {
    note(form, texts().lost, "problem");
    untilBack(form);
    return;
  }
  if (new URL(response.url).pathname === "/sign-in") {
    location.assign(`/sign-in?return=${encodeURIComponent(place())}`);
  } else if (response.redirected) {
    forget(form);
    location.assign(response.url);
  } else {
    if (response.ok) forget(form);
    const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
    if (!isPage || !(await show(response, form.dataset.kept))) note(form, texts().trouble, "problem");
  }
}

function keep(form, fresh) {
  const field = form.querySelector("[data-evidence]");
  const files = field ? takeFiles(form, field, () => save(form)) : null;
  form.addEventListener("input", () => save(form));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    await send(form, event.submitter, files);
    form.removeAttribute("aria-busy");
  });
  if (!fresh) restore(form, files);
}

// A slider and its number are one: whichever is moved, the other follows.
for (const kind of ["input", "restored"])
  document.addEventListener(kind, ({ target }) => {
    if (target.dataset.slides) document.getElementById(target.dataset.slides).value = target.value;
    else document.querySelectorAll(`[data-slides="${target.id}"]`).forEach((slider) => (slider.value = target.value));
  });

const unhide = () => document.querySelectorAll("[data-slides]").forEach((slider) => (slider.hidden = false));
document.addEventListener("shown", unhide);
unhide();
forgetOld();
document.querySelectorAll("form[data-kept]").forEach((form) => keep(form, false));
