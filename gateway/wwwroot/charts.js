// Curves and the map. What they show also stands in tables, so nothing is lost without this file.
import { init, registerMap } from "./lib/echarts.js";

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// What is foretold goes on where the curve ends: a band between two lines that are not drawn.
function band(ahead, past) {
  if (!ahead) return [];
  const shift = (list) => [...past.map(() => null), ...list];
  const edge = { type: "line", showSymbol: false, stack: "ahead", silent: true, lineStyle: { opacity: 0 }, color: colour("--link"), tooltip: { show: false } };
  return [
    { ...edge, name: "low", data: shift(ahead.low) },
    { ...edge, name: ahead.name, data: shift(ahead.high.map((high, i) => high - ahead.low[i])), areaStyle: { opacity: 0.18 } },
  ];
}

function burnUp(values) {
  const last = values.days.at(-1);
  const ahead = values.ahead;
  const period = values.periodEnd && { xAxis: values.periodEnd < last ? values.periodEnd : last };
  const line = (name, data, extra) => ({ name, type: "line", data, showSymbol: false, ...extra });
  return {
    legend: { top: 0, data: [values.doneName, values.paceName, ...(ahead ? [ahead.name] : [])], textStyle: { color: colour("--soft") } },
    grid: { left: 48, right: 16, top: 36, bottom: 28 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "category", data: [...values.days, ...(ahead?.days ?? [])], boundaryGap: false, axisLabel: { color: colour("--soft") } },
    yAxis: { type: "value", max: Math.max(...values.total), minInterval: 1, axisLabel: { color: colour("--soft") },
      splitLine: { lineStyle: { color: colour("--line") } } },
    series: [
      line(values.doneName, values.done, {
        step: "end", color: colour("--link"), lineStyle: { width: 3 }, areaStyle: { opacity: 0.08 },
        markArea: period && { silent: true, itemStyle: { color: colour("--panel") }, label: { position: "insideTop", color: colour("--soft") },
          data: [[{ name: values.periodName, xAxis: values.days[0] }, period]] },
      }),
      line(values.paceName, values.pace, { color: colour("--soft"), lineStyle: { type: "dashed" } }),
      ...band(ahead, values.days),
    ],
  };
}

async function map(values) {
  const shapes = await (await fetch(values.map)).json();
  registerMap("units", shapes);
  const known = new Map(values.units.map((unit) => [unit.unit, unit]));
  const datum = (unit) => ({ name: unit.name, value: unit.total ? (100 * unit.done) / unit.total : "-", text: unit.text });
  const label = { show: true, fontSize: 11, color: colour("--ink"), textBorderColor: colour("--ground"), textBorderWidth: 2 };
  const points = shapes.points.filter((point) => known.has(point.unit));
  return {
    tooltip: { renderMode: "richText", formatter: ({ data }) => (data ? `${data.name} ${data.text}` : "") },
    visualMap: {
      min: 0, max: 100, inRange: { color: ["--low", "--middle", "--high"].map(colour) }, outOfRange: { color: colour("--track") },
      textStyle: { color: colour("--soft") }, text: ["100%", "0%"],
      left: 8, bottom: 8, seriesIndex: [0, 1],
    },
    geo: {
      map: "units", roam: false, layoutCenter: ["50%", "50%"], layoutSize: "98%", label,
      itemStyle: { areaColor: colour("--track"), borderColor: colour("--border"), borderWidth: 0.8 },
      emphasis: { disabled: true },
    },
    series: [
      { type: "map", map: "units", geoIndex: 0, data: shapes.features.map((shape) => known.get(shape.properties.unit)).filter(Boolean).map(datum) },
      { type: "scatter", coordinateSystem: "geo", symbolSize: 14, label: { ...label, formatter: "{b}", position: "right" },
        data: points.map((point) => ({ ...datum(known.get(point.unit)), value: [...point.at, datum(known.get(point.unit)).value] })) },
    ],
  };
}

/** The room of a figure on an upright A4 page in CSS pixels; the height is that of the style for print. */
const paper = { width: 620, height: 208 };

export async function draw(figure) {
  const options = () => {
    const values = JSON.parse(figure.dataset.values);
    return figure.dataset.chart === "map" ? map(values) : burnUp(values);
  };
  // A figure that has no room now (hidden, printed, left) cannot be drawn, and a map in it knows no places.
  const room = () => figure.isConnected && figure.clientWidth > 0 && figure.clientHeight > 0;
  const chart = init(figure, null, { renderer: "svg" });
  let drawn = false;
  const show = async () => {
    const newer = await options();
    drawn = room();
    if (drawn) chart.setOption({ animation: !calm, ...newer });
  };
  await show();
  figure.addEventListener("values", show);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  // On paper nobody waits for an observer: what was drawn for the screen would run over the text below it.
  addEventListener("beforeprint", () => {
    if (!drawn || !figure.isConnected) return;
    chart.resize({ ...paper, animation: { duration: 0 } });
    chart.getZr().flush();
  });
  addEventListener("afterprint", () => room() && chart.resize());
  new ResizeObserver(() => {
    if (!room()) return;
    chart.resize();
    if (!drawn) show();
  }).observe(figure);
}
