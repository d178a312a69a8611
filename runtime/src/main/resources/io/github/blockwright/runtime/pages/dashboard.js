// Asks how the runs go, and shows what has changed.
(() => {
  const every = 2000, columns = ["network", "state", "epoch", "loss", "validationLoss", "reached", "best", "speed", "left"];
  const words = new Set(["network", "state", "epoch"]);
  const news = document.getElementById("news"), body = document.getElementById("rows");
  const shown = new Map();
  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? "", ...more });

  function row(run, i) {
    const line = document.createElement("tr");
    line.append(make("th", run.name, { scope: "row" }));
    for (const column of columns) {
      line.append(make("td", run[column], { className: words.has(column) ? "text" : "" }));
    }
    const cell = make("td", "", { className: "text" });
    if (run.there) cell.append(make("a", "report", { href: "report/" + i, ariaLabel: "report of " + run.name }));
    line.append(cell);
    return line;
  }

  // What has not changed stays as it is, with what somebody has chosen in it.
  function changed(name, value) {
    const text = JSON.stringify(value);
    if (shown.get(name) === text) return false;
    shown.set(name, text);
    return true;
  }

  function show(data) {
    if (changed("rows", data.runs)) body.replaceChildren(...data.runs.map(row));
    document.querySelectorAll("[data-chart]").forEach(element => {
      const spec = data.charts[element.dataset.chart];
      element.parentElement.hidden = !spec;
      if (spec && changed(element.dataset.chart, spec)) drawing.draw(element, spec);
    });
    document.querySelectorAll("section").forEach(section => {
      const hint = section.querySelector(".waiting");
      if (hint) hint.hidden = !!section.querySelector("figure:not([hidden])");
    });
  }

  let ended = false;
  function say(text) {
    if (news.textContent !== text) news.textContent = text;
  }

  async function look() {
    try {
      const answer = await fetch("data", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      ended = false;
      say("Followed as it goes.");
    } catch {
      // The charts stay; a dashboard that is opened again at the same address is found again.
      if (!ended) say("The dashboard has ended; this is the last that it showed.");
      ended = true;
    }
    setTimeout(look, document.hidden || ended ? 5 * every : every);
  }

  show(pageData);
  setTimeout(look, every);
})();
