// Pages work without this file; with it the overview stays live and its charts are drawn.
// What listens to hands is there before the page counts as loaded: a click that comes first would be a click without it. What draws may come later.
import "./typed.js";
import "./names.js";
import "./export.js";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each("[data-live]", (page) => import("./live.js").then(({ follow }) => follow(page)));
each("[data-day-slider]", (form) => import("./slider.js").then(({ slide }) => slide(form)));
if (document.querySelector("[data-chart]")) import("./charts.js").then(({ draw }) => each("[data-chart]", draw));
each("[data-again]", (part) => import("./again.js").then(({ again }) => again(part)));
