// Asks how the runs go, and shows what has changed.
(() => {
  const every = 2000, columns = ["network", "state", "epoch", "loss", "validationLoss", "reached", "best", "speed", "left"];
  const words = new Set(["network", "state", "epoch"]);
  const titles = { epoch: "epoch", loss: "loss", validationLoss: "validation loss", reached: "validation", best: "best", speed: "images a second", left: "left" };
  const news = document.getElementById("news"), body = document.getElementById("rows");
  const shown = new Map();
  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? "", ...more });

  // Links stay where they are, with the focus that one may have, and only words change.
  function table(runs) {
    if (changed("links", runs.map(run => run.there))) body.replaceChildren(...runs.map(row));
    runs.forEach((run, i) => columns.forEach((column, j) => {
      const cell = body.rows[i].cells[j + 1];
      if (cell.textContent !== run[column]) cell.textContent = run[column];
    }));
  }

  function row(run, i) {
    const line = document.createElement("tr");
    const head = make("th", "", { scope: "row" });
    head.append(run.there ? link(run, i, run.name) : run.name);
    line.append(head);
    for (const column of columns) {
      line.append(make("td", "", { className: (words.has(column) ? "text " : "") + column }));
    }
    return line;
  }

  function link(run, i, text) {
    return make("a", text, { href: "report/" + i });
  }

  // One run needs no table.
  function cards(run) {
    if (changed("state", [run.state, run.there]))
      document.getElementById("state").replaceChildren(make("strong", run.state),
        ...(run.there ? [` · ${run.network} · `, link(run, 0, "report so far")] : []));
    document.getElementById("cards").replaceChildren(...Object.keys(titles).filter(key => run[key] !== "–").map(key => {
      const card = document.createElement("div");
      card.append(make("dt", titles[key]), make("dd", run[key]));
      return card;
    }));
  }

  // What has not changed stays as it is, with what somebody has chosen in it.
  function changed(name, value) {
    const text = JSON.stringify(value);
    if (shown.get(name) === text) return false;
    shown.set(name, text);
    return true;
  }

  function show(data) {
    body ? table(data.runs) : cards(data.runs[0]);
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
