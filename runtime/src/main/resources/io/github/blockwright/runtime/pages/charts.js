"use strict";
// Draws the charts of a page with uPlot, in the colours of its style.
const pageData = JSON.parse(document.getElementById("data").textContent);

const drawing = (() => {
  const drawn = new Map();
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = v => (100 * v).toFixed(Math.abs(v) < 1 ? 1 : 0) + "\u00a0%";
  const plain = v => Math.abs(v) >= 1000 ? Math.round(v).toLocaleString("en") : String(+v.toPrecision(4));
  const show = (axis, v) => v == null ? "–" : axis.percent ? percent(v) : plain(v);
  const tick = (axis, v) => axis.percent ? +(100 * v).toFixed(1) + "\u00a0%" : v !== 0 && Math.abs(v) < 0.001 ? v.toExponential(0) : plain(v);

  function range(axis, low, high) {
    let from = axis.from ?? low, to = axis.to ?? high;
    if (from == null || to == null) return [0, 1];
    if (from === to) { const d = Math.abs(from) / 2 || 0.5; from -= d; to += d; }
    const gap = (to - from) * 0.06;
    if (axis.from == null) from = low >= 0 && from - gap < 0 ? 0 : from - gap;
    if (axis.to == null) to += gap;
    // A curve along the edge would be cut in half.
    else if (axis.percent) to += 0.015;
    return [from, to];
  }

  function series(row, i, points, up) {
    const stroke = row.form === "DASHED" ? colour("--s7") : colour("--s" + i % 7);
    const value = (u, v) => show(up, v);
    const own = { label: row.label, stroke, width: 2, value, points: { show: points, size: 7, fill: stroke } };
    if (row.form === "DASHED") Object.assign(own, { dash: [6, 4], points: { show: false } });
    if (row.form === "POINTS") Object.assign(own, { paths: () => null, points: { show: true, size: 9, fill: stroke } });
    if (row.form === "BARS") Object.assign(own, { width: 0, fill: stroke + "66", paths: uPlot.paths.bars({ size: [0.9, 60] }), points: { show: false } });
    return own;
  }

  function options(spec, width) {
    const single = spec.x.length < 2;
    const ink = colour("--soft"), grid = { stroke: colour("--line"), width: 1 };
    const axis = (a, more) => ({ stroke: ink, grid, ticks: grid, font: "12px system-ui, sans-serif",
      labelFont: "12px system-ui, sans-serif", labelSize: 18, values: (u, all) => all.map(v => tick(a, v)), ...more });
    const whole = spec.x.every(Number.isInteger);
    return {
      width, height: 260,
      scales: { x: { time: false, range: (u, low, high) => single ? [spec.x[0] - 1, spec.x[0] + 1] : spec.across.from != null ? range(spec.across, low, high) : [low, high] },
        y: { range: (u, low, high) => range(spec.up, low, high) } },
      axes: [
        axis(spec.across, { label: spec.across.label, size: 34, ...(whole ? { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] } : {}) }),
        axis(spec.up, { size: 58 }),
      ],
      legend: { live: true },
      cursor: { points: { size: 8 }, drag: { x: !single, y: false } },
      series: [{ label: spec.across.label, value: (u, v) => show(spec.across, v) },
        ...spec.series.map((row, i) => series(row, i, spec.x.length <= 30 && row.form === "LINE", spec.up))],
    };
  }

  function describe(spec) {
    return spec.series.map(row => {
      const last = row.values.findLast(v => v != null);
      return row.label + (last == null ? ": no values" : ": last " + show(spec.up, last));
    }).join("; ");
  }

  // Left and right move along the curves, for those who have no pointer; what is there is read out.
  function keys(element, plot, spec) {
    const told = document.createElement("div");
    told.className = "hidden";
    told.setAttribute("aria-live", "polite");
    element.append(told);
    let at = -1;
    element.onkeydown = event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      at = Math.min(spec.x.length - 1, Math.max(0, at + step));
      plot.setCursor({ left: plot.valToPos(spec.x[at], "x"), top: 20 });
      told.textContent = spec.across.label + " " + show(spec.across, spec.x[at]) + ": "
        + spec.series.map(row => row.label + " " + show(spec.up, row.values[at])).join(", ");
    };
  }

  function draw(element, spec) {
    drawn.get(element)?.plot.destroy();
    element.textContent = "";
    element.tabIndex = 0;
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", element.dataset.name + ". " + describe(spec) + ". Left and right move along it.");
    const plot = new uPlot(options(spec, element.clientWidth), [spec.x, ...spec.series.map(row => row.values)], element);
    keys(element, plot, spec);
    drawn.set(element, { plot, spec });
  }

  const again = () => drawn.forEach(({ spec }, element) => draw(element, spec));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  addEventListener("beforeprint", again);
  addEventListener("afterprint", again);
  new ResizeObserver(() => drawn.forEach(({ plot }, element) => {
    if (element.clientWidth && plot.width !== element.clientWidth) plot.setSize({ width: element.clientWidth, height: 260 });
  })).observe(document.body);

  document.querySelectorAll("[data-chart]").forEach(element => {
    const spec = pageData.charts[element.dataset.chart];
    if (spec) draw(element, spec);
  });
  return { draw, colour, drawn, again };
})();
