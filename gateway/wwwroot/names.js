// A long list of units or leaders gets a field beside it: what is typed there, a part of a name or its pinyin, leaves the names that fit and chooses the
// best. The server says what fits, so that there is one rule for it; without this file the list is a list.
const Few = 8;
const Pause = 150;

const find = (select) => {
  const { names: plan, kind, find: says } = select.dataset;
  const input = Object.assign(document.createElement("input"), { type: "search", className: "names", placeholder: says, ariaLabel: says, autocomplete: "off" });
  select.after(input);
  let waiting;
  let asking;

  const show = (fits) => {
    for (const option of select.options) option.hidden = fits !== null && option.value !== "" && !fits.has(option.value);
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed === "") return show(null);
    try {
      const answer = await fetch(`/api/v1/plans/${plan}/names?limit=500&q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) return;
      const there = new Set([...select.options].map((option) => option.value));
      const fits = (await answer.json()).items.filter((item) => item.kind === kind && there.has(item.id)).map((item) => item.id);
      input.classList.toggle("wrong", fits.length === 0);
      show(fits.length === 0 ? null : new Set(fits));
      if (fits.length > 0 && select.value !== fits[0]) {
        select.value = fits[0];
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    } catch (problem) {
      if (problem.name !== "AbortError") show(null);
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
    select.focus();
  });
};

document.querySelectorAll("select[data-names]").forEach((select) => select.options.length > Few && find(select));
