// The slider moves the date field and shows the day when it is let go; without this file the date field and its button do.
const day = (from, offset) => {
  const at = new Date(`${from}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + Number(offset));
  return at.toISOString().slice(0, 10);
};

export function slide(form) {
  const [field, range] = [form.querySelector('input[type="date"]'), form.querySelector('input[type="range"]')];
  range.hidden = false;
  range.addEventListener("input", () => {
    field.value = day(range.dataset.from, range.value);
    range.setAttribute("aria-valuetext", field.value);
  });
  range.addEventListener("change", () => form.requestSubmit());
}
