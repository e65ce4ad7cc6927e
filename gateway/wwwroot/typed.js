// What is typed stays when somebody changes the language in the middle of it. Forms that keep a draft of their own do so anyway; secrets are never kept.
const Key = "typed-at-language-switch";

const fields = () => [...document.querySelectorAll("main form:not([data-kept])")].flatMap((form, place) =>
  [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type))
    .map((field, index) => [`${place} ${index} ${field.name}`, field]));

const isTick = (field) => ["checkbox", "radio"].includes(field.type);

document.addEventListener("click", ({ target }) => {
  if (!target.closest('a[href^="/language/"]')) return;
  const typed = fields().filter(([, field]) => (isTick(field) ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? "")))
    .map(([name, field]) => [name, isTick(field) ? field.checked : field.value]);
  if (typed.length) sessionStorage.setItem(Key, JSON.stringify({ at: location.pathname + location.search, typed }));
});

const kept = JSON.parse(sessionStorage.getItem(Key) ?? "null");
sessionStorage.removeItem(Key);
if (kept?.at === location.pathname + location.search) {
  const there = new Map(fields());
  for (const [name, value] of kept.typed) {
    const field = there.get(name);
    if (!field) continue;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    const hiding = field.closest("details");
    if (hiding) hiding.open = true;
  }
}
