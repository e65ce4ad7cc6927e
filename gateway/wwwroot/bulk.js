// A grid of reports: takes a block pasted from Excel, and says for each row what would change or what is wrong before anything is sent.
import { stated } from "./percent.js";

const grid = () => document.querySelector("[data-grid]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const cell = (row, name) => row.querySelector(`[name^="${name}-"]`);
const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, index) => values[index]);

// Tab-separated values as Excel copies them: a cell with a line break or a tab stands in quotes, quotes in it are doubled.
function parse(text) {
  const lines = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const line = lines.at(-1);
    const char = text[at];
    if (quoted && char === '"' && text[at + 1] === '"') line[line.length - 1] += text[++at];
    else if (char === '"' && (quoted || line.at(-1) === "")) quoted = !quoted;
    else if (!quoted && char === "\t") line.push("");
    else if (!quoted && char === "\n") lines.push([""]);
    else if (char !== "\r") line[line.length - 1] += char;
  }
  return lines.map((line) => line.map((value) => value.trim())).filter((line) => line.some((value) => value));
}

// A Chinese keyboard writes digits and marks two columns wide; as in HalfWidth.
const half = (text) => text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ").trim();
const percentOf = (text) => half(text).replace(/%$/, "").trim();
const quantityOf = (text) => half(text).replaceAll(",", "");
const isNumber = (value) => /^-?[\d,]+(\.\d+)?%?$/.test(half(value));
const isWhole = (value) => /^\d+$/.test(value);

// The first column holds the measures' numbers when every line begins with a different one and most of them are in the grid, and more follows.
// A single column, or one in which numbers repeat, is percents in the order of the rows.
function isNumbered(lines, known) {
  const first = lines.map((line) => half(line[0]));
  const inGrid = first.filter((value) => known.has(value)).length;
  return lines.every((line) => line.length > 1 && isWhole(half(line[0]))) && new Set(first).size === first.length && inGrid * 2 > first.length
    && lines.every((line) => line[1] === "" || isNumber(line[1]));
}

function put(row, [percent = "", ...rest]) {
  // Two columns after the percent are quantity and note; one is the quantity when it is a number.
  const [quantity, note] = rest.length > 1 ? rest : rest.length === 1 && isNumber(rest[0]) ? [rest[0], ""] : ["", rest[0] ?? ""];
  const values = { percent: percentOf(percent), quantity: quantityOf(quantity), note };
  for (const [name, value] of Object.entries(values)) {
    const field = cell(row, name);
    if (field && value) field.value = value;
    else if (!field && name === "quantity" && value) row.dataset.extra = "true";
  }
}

function paste(lines, from) {
  const all = rows();
  const known = new Map(all.map((row) => [row.dataset.row, row]));
  const unmatched = [];
  all.forEach((row) => delete row.dataset.extra);
  // A line of headings says nothing.
  if (lines.length > 1 && !lines[0].some(isNumber)) lines.shift();
  if (isNumbered(lines, known)) {
    for (const [typed, ...values] of lines) {
      const no = half(typed);
      if (known.has(no)) put(known.get(no), values);
      else unmatched.push(no);
    }
  } else {
    const start = all.indexOf(from);
    lines.forEach((values, index) => {
      if (all[start + index]) put(all[start + index], values);
      else unmatched.push(values.join(" "));
    });
  }
  return unmatched;
}

function wrong(row, says) {
  const percent = percentOf(cell(row, "percent").value);
  const quantity = quantityOf(cell(row, "quantity")?.value ?? "");
  if (row.dataset.extra) return says.withoutTarget;
  if (percent && (!isWhole(percent) || Number(percent) > 100)) return says.percentWrong;
  if (percent && Number(percent) < Number(row.dataset.percent)) return says.percentFalls;
  if (quantity && !/^\d+(\.\d{1,6})?$/.test(quantity)) return says.quantityWrong;
  return null;
}

function changes(row) {
  const value = (name) => cell(row, name)?.value.trim() ?? "";
  const percent = percentOf(value("percent"));
  const said = [];
  if (percent && percent !== row.dataset.percent) said.push(`${stated(row.dataset.percent)} → ${stated(percent)}`);
  const quantity = value("quantity");
  if (quantity && Number(quantityOf(quantity)) !== Number(row.dataset.quantity || NaN)) said.push(`${row.dataset.quantity || 0} → ${quantity}`);
  if (value("note")) said.push(value("note"));
  return said;
}

function review(unmatched = []) {
  const says = grid().dataset;
  const count = { good: 0, bad: 0 };
  for (const row of rows()) {
    const said = changes(row);
    const no = said.length || row.dataset.extra ? wrong(row, says) : null;
    if (!said.length && !no && !row.dataset.touched) continue;
    row.dataset.touched = "true";
    row.className = no ? "wrong" : said.length ? "changes" : "";
    const state = row.querySelector("[data-state]");
    state.textContent = no ?? (said.length ? says.changes + said.join(" · ") : "");
    if (no) count.bad++;
    else if (said.length) count.good++;
  }
  const lines = [fill(says.summary, count.good, count.bad)];
  if (unmatched.length) lines.push(fill(says.unmatched, unmatched.slice(0, 20).join(", ")));
  document.querySelector("[data-summary-line]").textContent = lines.join(" · ");
}

document.addEventListener("paste", (event) => {
  const row = event.target.closest?.("[data-row]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!row || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const unmatched = paste(parse(text), row);
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
  review(unmatched);
});
document.addEventListener("input", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (!row) return;
  if (event.isTrusted) delete row.dataset.extra;
  review();
});
document.addEventListener("restored", (event) => event.target.closest?.("[data-row]") && review());

// As in a sheet, Enter and the arrows go from row to row; the grid is sent by its button.
const Steps = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-row]");
  const step = Steps[event.key];
  if (!row || !step || event.target.tagName !== "INPUT" || event.isComposing) return;
  event.preventDefault();
  const name = event.target.name.slice(0, event.target.name.indexOf("-"));
  const fields = rows().map((one) => cell(one, name)).filter(Boolean);
  fields[fields.indexOf(event.target) + step]?.focus();
});
