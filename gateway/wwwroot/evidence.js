// Files of a form: chosen, taken with the camera, dropped or pasted, each sent in at once with a progress bar; the form then only names them.
import { percent } from "./percent.js";

const Waiting = "waiting";
const Failed = "failed";
const Refused = "refused";

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

export function takeFiles(form, field, changed) {
  const list = field.querySelector("[data-files]");
  const says = field.dataset;
  field.classList.add("scripted");

  const add = (value) => {
    if ([...list.querySelectorAll("input")].some((there) => there.value === value)) return;
    list.append(line(value));
  };

  const line = (value) =>
    make("li", {},
      make("label", {}, make("input", { type: "checkbox", name: "evidence", value, checked: true }), " ", value.slice(value.indexOf(" ") + 1)),
      " ", make("span", { className: "soft", textContent: says.here }));

  const upload = (file, item = list.appendChild(make("li"))) => {
    const bar = make("progress", { max: 1, value: 0, ariaLabel: `${says.uploading} ${file.name}` });
    const state = make("span", { className: "soft", textContent: says.uploading });
    item.replaceChildren(file.name, " ", bar, " ", state);
    item.dataset.state = Waiting;
    const remover = () => {
      const remove = make("button", { type: "button", className: "quiet", textContent: says.remove });
      remove.addEventListener("click", () => item.remove());
      return remove;
    };
    // What the server will never take is left out of the form, and trying again is of no use.
    const refuse = (text) => {
      item.dataset.state = Refused;
      item.replaceChildren(file.name, " ", make("span", { className: "wrong", textContent: `${text} ${says.leftOut}` }), " ", remover());
      item.dispatchEvent(new Event("settled", { bubbles: true }));
    };
    const fail = (text) => {
      item.dataset.state = Failed;
      const retry = make("button", { type: "button", className: "quiet", textContent: says.retry });
      retry.addEventListener("click", () => upload(file, item));
      item.replaceChildren(file.name, " ", make("span", { className: "wrong", textContent: text }), " ", retry, " ", remover());
      item.dispatchEvent(new Event("settled", { bubbles: true }));
    };
    if (file.size > Number(says.max)) return refuse(says.tooLarge);

    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/evidence");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = total ? loaded / total : 0;
      state.textContent = percent(loaded, total, 0);
    });
    request.addEventListener("error", () => fail(says.lost));
    request.addEventListener("abort", () => fail(says.lost));
    request.addEventListener("load", () => {
      if (request.status === 401) return fail(says.signedOut);
      if ([400, 413, 415, 422].includes(request.status)) return refuse(request.response?.detail ?? says.lost);
      if (request.status !== 201) return fail(request.response?.detail ?? says.lost);
      item.replaceWith(line(`${request.response.sha256} ${request.response.name || file.name}`));
      changed();
      field.dispatchEvent(new Event("settled"));
    });
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  };

  const take = (files) => [...files].forEach((file) => upload(file));
  field.querySelectorAll('input[type="file"]').forEach((input) => {
    const chosen = () => {
      take(input.files);
      input.value = "";
    };
    input.addEventListener("change", chosen);
    // On a slow line a file may have been chosen before this script had come.
    chosen();
  });

  const drop = field.querySelector("[data-drop]");
  const over = (is) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", is);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    take(event.dataTransfer.files);
  });
  form.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      take(event.clipboardData.files);
    }
  });

  // True when everything that was chosen is here, or will never be taken.
  const settled = async () => {
    while (list.querySelector(`[data-state="${Waiting}"]`)) await new Promise((resume) => field.addEventListener("settled", resume, { once: true }));
    return !list.querySelector(`[data-state="${Failed}"]`);
  };
  return { add, settled };
}
