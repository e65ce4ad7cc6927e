// Fetches the page anew every few seconds and puts the part in place that says so; stands still while nobody looks.
export function again(part) {
  const often = Number(part.dataset.again) * 1000;
  const ask = async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  };
  setInterval(() => ask().catch(() => {}), often);
}
