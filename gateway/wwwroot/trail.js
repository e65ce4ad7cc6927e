// Recomputes the hash chain of the entries shown, in the visitor's own browser: hash = SHA-256(hash before ‖ entry).

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function hashOf(previous, entry) {
  const [before, text] = [bytesOf(previous), new TextEncoder().encode(entry)];
  const whole = new Uint8Array(before.length + text.length);
  whole.set(before);
  whole.set(text, before.length);
  return hexOf(await crypto.subtle.digest("SHA-256", whole));
}

async function check(section) {
  const { checking, good, bad, insecure } = section.dataset;
  const told = section.querySelector("output");
  const tell = (text, tone) => {
    told.textContent = text;
    told.className = tone;
  };
  if (!globalThis.crypto?.subtle) return tell(insecure, "");
  tell(checking, "");
  const lines = [...section.querySelectorAll("[data-chain] > li")];
  let [fine, previous] = [0, lines[0]?.dataset.previous];
  for (const line of lines) {
    const { hash } = line.dataset;
    if (line.dataset.previous !== previous || (await hashOf(previous, line.querySelector(".entry").textContent)) !== hash) {
      line.classList.add("wrong");
      return tell(bad.replace("{0}", line.value), "bad");
    }
    [fine, previous] = [fine + 1, hash];
  }
  tell(good.replace("{0}", lines.length).replace("{1}", fine), "good");
}

for (const section of document.querySelectorAll("[data-trail]")) {
  const button = section.querySelector("[data-check]");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => check(section));
}

// A link to an entry opens what it is folded into.
function open() {
  const entry = location.hash.startsWith("#v") && document.getElementById(location.hash.slice(1));
  if (!entry) return;
  entry.closest("details").open = true;
  entry.scrollIntoView();
}
addEventListener("hashchange", open);
open();
