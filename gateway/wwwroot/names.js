// A long list of units, leaders or plans, or of boxes to tick, gets a field beside it: what is typed there, a part of a name or its pinyin, leaves the names
// that fit, and in a list to choose from it chooses the best. The server says what fits, so that there is one rule for it; without this file a list is a list.
const Few = 8;
const Pause = 150;

// What there is to find in: how many, which values, how only some are shown, and what becomes of the best.
const listed = (select) => ({
  count: select.options.length,
  values: [...select.options].map((option) => option.value),
  show: (fits) => {
    for (const option of select.options) option.hidden = fits !== null && option.value !== "" && !fits.has(option.value);
  },
  take: (best) => {
    if (select.value === best) return;
    select.value = best;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  },
  goOn: () => select.focus(),
  place: (input) => select.after(input),
});

// What is ticked stays in sight.
const ticked = (fields) => {
  const boxes = [...fields.querySelectorAll("input[type='checkbox']")];
  return {
    count: boxes.length,
    values: boxes.map((box) => box.value),
    show: (fits) => {
      for (const box of boxes) box.closest("label").hidden = fits !== null && !box.checked && !fits.has(box.value);
    },
    take: () => {},
    goOn: () => boxes.find((box) => !box.checked && !box.closest("label").hidden)?.focus(),
    place: (input) => fields.before(input),
  };
};

const find = (element) => {
  const list = element.matches("select") ? listed(element) : ticked(element);
  if (list.count <= Few) return;
  const { names: asked, kind, find: says } = element.dataset;
  const input = Object.assign(document.createElement("input"), { type: "search", className: "names", placeholder: says, ariaLabel: says, autocomplete: "off" });
  list.place(input);
  let waiting;
  let asking;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed === "") {
      input.ariaInvalid = "false";
      return list.show(null);
    }
    try {
      const answer = await fetch(`/api/v1/${asked}?limit=500&q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) return;
      const there = new Set(list.values);
      const named = (await answer.json()).items.filter((item) => kind === undefined || item.kind === kind);
      // A list may name things by their ids or by what they are called.
      const fits = named.map((item) => (there.has(item.id) ? item.id : item.name)).filter((value) => there.has(value));
      input.ariaInvalid = String(fits.length === 0);
      list.show(fits.length === 0 ? null : new Set(fits));
      if (fits.length > 0) list.take(fits[0]);
    } catch (problem) {
      if (problem.name !== "AbortError") list.show(null);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, Pause);
  });
  // Whoever has found it goes on in the list; the form is not sent by this key.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.goOn();
  });
};

document.querySelectorAll("[data-names]").forEach(find);
