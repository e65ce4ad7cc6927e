// The slider moves the date field and shows the day when it is let go; without this file the date field and its button do.
const day = (from, offset) => {
  const at = new Date(`${from}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + Number(offset));
  return at.toISOString().slice(0, 10);
};

const parts = (form) => [form.querySelector('input[type="date"]'), form.querySelector('input[type="range"]')];

// A new day has begun: it becomes the last one, and a page that showed the last day and is not being dragged follows.
export function reach(form, today) {
  const [field, range] = parts(form);
  const follows = range.value === range.max && !form.contains(document.activeElement);
  field.max = today;
  range.max = (Date.parse(today) - Date.parse(range.dataset.from)) / 864e5;
  if (!follows) return;
  field.value = today;
  range.value = range.max;
  range.setAttribute("aria-valuetext", today);
}

export function slide(form) {
  const [field, range] = parts(form);
  range.hidden = false;
  range.addEventListener("input", () => {
    field.value = day(range.dataset.from, range.value);
    range.setAttribute("aria-valuetext", field.value);
  });
  range.addEventListener("change", () => form.requestSubmit());
}
