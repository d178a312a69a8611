// What one can click into: cells of the confusion matrix, classes, headings that sort.
(() => {
  const data = pageData, names = data.classes, choice = document.getElementById("class");
  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? "", ...more });
  const count = n => n.toLocaleString("en");

  // Small pictures are shown as the pixels that they are.
  const sharpen = image => { if (image.naturalWidth <= 64) image.classList.add("small"); };
  document.querySelectorAll("img[data-picture]").forEach(image =>
    image.complete ? sharpen(image) : image.addEventListener("load", () => sharpen(image)));

  function precision(label) {
    const element = document.getElementById("precision");
    if (!element || !data.precision) return;
    const points = data.precision[0].length - 1;
    const values = curve => curve.map(v => v == null ? null : v / 1000);
    drawing.draw(element, {
      across: { label: "recall", from: 0, to: 1, percent: true },
      up: { label: "precision", from: 0, to: 1, percent: true },
      x: Array.from({ length: points + 1 }, (_, i) => i / points),
      series: [
        { label: names[label], form: "LINE", values: values(data.precision[label]) },
        { label: "all", form: "DASHED", values: values(data.precision[names.length]) },
      ],
    });
  }

  const counts = new Map();
  for (let i = 0; i < (data.confusion?.length ?? 0); i += 3)
    counts.set(data.confusion[i] + "," + data.confusion[i + 1], data.confusion[i + 2]);

  function source(index) {
    return document.querySelector(`img[data-picture="${index}"]`)?.src ?? data.thumbnails[index];
  }

  function pictures(actual, predicted) {
    const some = data.cells[actual + "," + predicted] ?? [];
    const gallery = make("div", "", { className: "gallery" });
    for (const [index, name, sure] of some) {
      const figure = make("figure"), caption = make("figcaption"), from = source(index);
      if (from) {
        const image = make("img", "", { alt: name, src: from, onload: () => sharpen(image) });
        const pair = make("span", "", { className: "pair" });
        pair.append(image);
        figure.append(pair);
      }
      caption.append(make("span", name, { className: "file" }), make("span", (sure / 10).toFixed(1) + "\u00a0% sure"));
      figure.append(caption);
      gallery.append(figure);
    }
    return some.length ? gallery : null;
  }

  function cell(actual, predicted) {
    const panel = document.getElementById("cell");
    const n = counts.get(actual + "," + predicted) ?? 0;
    let all = 0;
    names.forEach((_, j) => all += counts.get(actual + "," + j) ?? 0);
    panel.replaceChildren(make("p", actual === predicted
      ? `${count(n)} of ${count(all)} pictures of ${names[actual]} were recognised.`
      : `${count(n)} of ${count(all)} pictures of ${names[actual]} were taken for ${names[predicted]}.`));
    const shown = actual === predicted ? null : pictures(actual, predicted);
    if (shown) {
      if (shown.children.length < n) panel.append(make("p", `The surest ${shown.children.length}:`, { className: "quiet" }));
      panel.append(shown);
    }
    document.querySelectorAll("[data-actual]").forEach(b => b.setAttribute("aria-pressed",
      +b.dataset.actual === actual && +b.dataset.predicted === predicted));
  }

  function label(actual) {
    const panel = document.getElementById("cell");
    precision(actual);
    if (!panel) return;
    const taken = names.map((name, j) => [j, counts.get(actual + "," + j) ?? 0]).filter(([j, n]) => n && j !== actual)
      .sort((a, b) => b[1] - a[1]).slice(0, 10);
    const right = counts.get(actual + "," + actual) ?? 0;
    const list = make("ul");
    for (const [j, n] of taken) {
      const item = make("li"), button = make("button", `${count(n)} taken for ${names[j]}`, { type: "button", onclick: () => cell(actual, j) });
      button.className = "link";
      item.append(button);
      list.append(item);
    }
    panel.replaceChildren(make("p", `${names[actual]}: ${count(right)} recognised${taken.length ? ", and" : "."}`), ...(taken.length ? [list] : []));
  }

  if (choice) {
    choice.onchange = () => label(+choice.value);
    document.querySelectorAll("[data-actual]").forEach(button => button.onclick = () => {
      choice.value = button.dataset.actual;
      precision(+button.dataset.actual);
      cell(+button.dataset.actual, +button.dataset.predicted);
    });
    precision(0);
  }

  const heat = document.getElementById("heat");
  function paint() {
    const side = Math.min(names.length, 500), scale = side / names.length;
    const sums = new Float64Array(side * side), totals = new Float64Array(side);
    counts.forEach((n, key) => {
      const [a, p] = key.split(",").map(v => Math.floor(v * scale));
      sums[a * side + p] += n;
      totals[a] += n;
    });
    heat.width = heat.height = side;
    const context = heat.getContext("2d");
    context.clearRect(0, 0, side, side);
    for (let a = 0; a < side; a++) for (let p = 0; p < side; p++) {
      const share = sums[a * side + p] / (totals[a] || 1);
      if (!share) continue;
      context.globalAlpha = Math.min(1, 0.25 + share * 1.5);
      context.fillStyle = drawing.colour(a === p ? "--hit" : "--miss");
      context.fillRect(p, a, 1, 1);
    }
  }
  if (heat) {
    paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    heat.onclick = event => {
      choice.value = Math.min(names.length - 1, Math.floor(event.offsetY / heat.clientHeight * names.length));
      label(+choice.value);
    };
  }

  document.querySelectorAll("table.sortable").forEach(table => table.querySelectorAll("thead th").forEach((head, column) => {
    const button = make("button", head.textContent, { type: "button" });
    head.replaceChildren(button);
    button.onclick = () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = row => {
        const text = row.children[column].textContent, number = parseFloat(text.replace(/,/g, ""));
        return column === 0 ? text : Number.isNaN(number) ? -1 : number;
      };
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const x = key(a), y = key(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (up ? 1 : -1);
      });
      table.tBodies[0].append(...rows);
    };
  }));
})();
