// What the server draws and no stream tells (curves, map, the units' table, what the day has changed) is fetched with the page and put in
// place; nothing else is touched.
let refreshing = false;

const pairs = (fresh, what) => {
  const [old, now] = [document, fresh].map((from) => [...from.querySelectorAll(what)]);
  return old.length === now.length ? old.map((at, index) => [at, now[index]]) : null;
};

export async function refresh() {
  if (refreshing || document.hidden || !document.querySelector("[data-live]")) return;
  refreshing = true;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const charts = pairs(fresh, "figure[data-chart]");
    if (!charts) return location.reload();
    for (const [figure, newer] of charts) {
      figure.dataset.values = newer.dataset.values;
      figure.dispatchEvent(new Event("values"));
    }
    for (const [part, newer] of pairs(fresh, "[data-live] tbody, [data-live] tfoot, [data-fresh]") ?? [])
      if (!part.contains(document.activeElement)) part.replaceWith(newer);
  } catch {
    // The server is away; the next day asks again.
  } finally {
    refreshing = false;
  }
}
