// Pages work without this file; with it the overview stays live and its charts are drawn.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each("[data-live]", (page) => import("./live.js").then(({ follow }) => follow(page)));
each("[data-day-slider]", (form) => import("./slider.js").then(({ slide }) => slide(form)));
if (document.querySelector("[data-chart]")) import("./charts.js").then(({ draw }) => each("[data-chart]", draw));
each("[data-again]", (part) => import("./again.js").then(({ again }) => again(part)));
if (document.querySelector("main form:not([data-kept])")) import("./typed.js");
if (document.querySelector("select[data-names]")) import("./names.js");
if (document.querySelector("[data-export]")) import("./export.js");
