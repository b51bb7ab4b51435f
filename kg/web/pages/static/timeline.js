"use strict";
/* The timeline of a place or an actor: control, ties, events and figures over time. */
(function () {
  const { SERIES, svg, fill, day, stretch, percent, count, remember } = window.kgCharts;
  const { Scale, axis, bar, mark, lane, words, begin, end, DAY } = window.kgLanes;
  const { element } = window.kg;
  const find = (id) => document.getElementById(id);
  const MOST = 120; /* lanes of one kind */

  const data = window.kg.data();
  const form = find("filters"), box = find("lanes");
  const word = (name) => data.words[name] || name;
  [...data.events, ...data.figures].forEach((x) => { x.event = true; }); /* of one day, not since it */
  let zoom = 1;

  function asked() {
    return { since: form.elements.since.value.trim(), until: form.elements.until.value.trim(), least: Number(form.elements.min_belief.value) };
  }

  function fits(x, wish) {
    const [since, until] = [x.first || x.since, x.until || (x.event ? x.since : "")];
    return x.belief >= (x.status && !x.holders.length ? 0 : wish.least) &&
      (!wish.until || !since || since.slice(0, wish.until.length) <= wish.until) &&
      (!wish.since || !until || until >= wish.since.slice(0, until.length));
  }

  /** Returns the days from the first to the last of all that has a date, with some room. */
  function span(found, wish) {
    const dates = found.flatMap((x) => [x.since, x.until]).filter(Boolean);
    const moments = dates.flatMap((x) => [begin(x), end(x)]);
    const [first, last] = moments.length ? [Math.min(...moments), Math.max(...moments)] : [begin("2000"), begin("2001")];
    const room = Math.max(DAY, (last - first) * 0.03);
    return [wish.since ? begin(wish.since) : first - room, wish.until ? end(wish.until) : last + room];
  }

  /** Puts what has one name into one lane, in the order in which names come. */
  function lanes(found, name) {
    const made = new Map();
    found.forEach((x) => [].concat(name(x)).forEach((y) => {
      if (!made.has(y)) { made.set(y, []); }
      made.get(y).push(x);
    }));
    return Array.from(made).slice(0, MOST);
  }

  function control(scale, states, colours) {
    const own = data.control.length && data.control[0].own;
    /* Of a place each holder has a lane, and so has the time of which nothing is known; of an actor
       each place. */
    const NOBODY = "nobody known";
    const named = own ? (x) => (x.holders.length ? x.holders : [NOBODY]) : (x) => x.place;
    return lanes(states, named).map(([name, held]) => lane(scale, name, "", held.map((x) => {
      const text = [own ? name : x.place, x.status === "held" ? "held" : x.status, word(x.rule)].join(", ");
      return bar(scale, {
        since: x.since, until: x.until, belief: x.belief, contested: x.status === "contested",
        nobody: !x.holders.length, colour: name === NOBODY ? "nobody" : colours(own ? name : data.entity.name),
        href: x.hrefs[0], words: words(text, { since: x.since, until: x.until, belief: x.belief })
      });
    })));
  }

  function ties(scale, spells) {
    const dated = spells.filter((x) => x.since || x.until);
    return lanes(dated, (x) => x.text).map(([name, found]) => lane(scale, name, "", found.map((x) =>
      bar(scale, Object.assign({}, x, { colour: "s5", words: words(name, x) })))));
  }

  function events(scale, happened) {
    const dated = happened.filter((x) => x.since);
    return lanes(dated, (x) => x.p).map(([name, found]) => lane(scale, word(name), String(found.length), found.map((x) =>
      mark(scale, Object.assign({}, x, { words: words(x.text, x) })))));
  }

  /* Figures: a line from the lowest to the highest number; an arrow where there is no highest. */
  function figures(width, found) {
    const told = found.filter((x) => x.low !== null || x.high !== null).slice(0, MOST);
    const most = Math.max(1, ...told.map((x) => Math.max(x.low || 0, x.high || 0)));
    const room = Math.max(120, width - 230);
    const at = (n) => 12 + n / most * (room - 24);
    return told.map((x) => {
      const made = element("div", { class: "lane-of" });
      fill(made, fill(element("div", { class: "lane-name" }), element("bdi", {}, x.text), " ", element("span", { class: "quiet" }, x.since ? day(x.since) : "")));
      const picture = svg("svg", { width, height: 22, viewBox: "0 0 " + width + " 22" });
      const link = svg("a", { href: x.href, class: "span", "aria-label": words(x.text, x) });
      fill(link, svg("title", {}, words(x.text, x)));
      const [low, high] = [x.low === null ? 0 : x.low, x.high === null ? most : x.high];
      fill(link, svg("line", { class: "line", x1: at(low), x2: Math.max(at(high), at(low) + 1), y1: 11, y2: 11 }));
      if (x.low !== null) { fill(link, svg("circle", { cx: at(low), cy: 11, r: 5 })); }
      if (x.high !== null && x.high !== x.low) { fill(link, svg("circle", { cx: at(high), cy: 11, r: 5 })); }
      if (x.high === null) { fill(link, svg("path", { class: "open", d: "M" + at(most) + " 4l10 7l-10 7z" })); }
      const range = x.low === x.high ? x.low.toLocaleString("en") : x.high === null ? "at least " + x.low.toLocaleString("en") : (x.low === null ? "at most " : x.low.toLocaleString("en") + " to ") + x.high.toLocaleString("en");
      fill(link, svg("text", { x: room + 6, y: 16 }, range));
      return fill(made, fill(picture, link));
    });
  }

  function group(name, made) {
    return made.length ? [fill(element("div"), element("div", { class: "lane-group" }, name)), ...made] : [];
  }

  function draw() {
    const wish = asked();
    const some = (found) => found.filter((x) => fits(x, wish));
    const [states, spells, happened, numbers] = [data.control, data.spells, data.events, data.figures].map(some);
    const [from, to] = span([...states, ...spells, ...happened.map((x) => ({ since: x.since }))], wish);
    const wide = Math.max(280, box.clientWidth - 2);
    const scale = new Scale(from, to, Math.round(wide * zoom));
    const names = Array.from(new Set(states.flatMap((x) => x.holders)));
    const colours = (name) => { const n = names.indexOf(name); return n >= 0 && n < SERIES ? "s" + n : "nobody"; };
    const dated = group("Control", control(scale, states, colours)).concat(group("Ties", ties(scale, spells)), group("Events", events(scale, happened)));
    const inner = fill(element("div", { class: "inner" }), dated.length ? axis(scale) : null, dated, group("Figures", figures(wide - 12, numbers)));
    box.replaceChildren(inner);
    box.classList.toggle("empty", !inner.children.length);
    tell(states, spells, happened, numbers);
    document.documentElement.dataset.seen = "timeline";
  }

  function tell(states, spells, happened, numbers) {
    const undated = spells.filter((x) => !x.since && !x.until).length + happened.filter((x) => !x.since).length;
    const parts = [states.length && count(states.length, "stretch of control", "stretches of control"), spells.length && count(spells.length, "tie"), happened.length && count(happened.length, "event"), numbers.length && count(numbers.length, "figure")].filter(Boolean);
    find("told").textContent = (parts.length ? parts.join(", ") + "." : "Nothing fits.") +
      (undated ? " " + count(undated, "of them has", "of them have") + " no date and " + (undated === 1 ? "stands" : "stand") + " only in the list below." : "");
  }

  function legend() {
    const entry = (options, text) => {
      const picture = svg("svg", { viewBox: "0 0 40 22", "aria-hidden": "true" });
      const scale = new Scale(0, 40 * DAY, 40);
      return fill(element("li"), fill(picture, bar(scale, Object.assign({ since: "1970-01-03", until: "1970-02-08", colour: "s0", belief: 1, href: "", words: text }, options))), text);
    };
    find("legend").replaceChildren(entry({}, "held"), entry({ contested: true }, "contested"), entry({ nobody: true, colour: "nobody" }, "lost, or unknown"), entry({ belief: 0.2 }, "little believed"), entry({ since: "", until: "" }, "beginning or end not known"));
  }

  function change() {
    if (!form.checkValidity()) { return; }
    const wish = asked(), given = new URLSearchParams(location.search);
    const kept = given.get("iri") ? { iri: given.get("iri") } : {};
    remember(Object.assign(kept, { since: wish.since, until: wish.until, min_belief: wish.least || "" }));
    draw();
  }

  function closer(factor) {
    const middle = (box.scrollLeft + box.clientWidth / 2) / (box.clientWidth * zoom);
    zoom = Math.min(40, Math.max(1, zoom * factor));
    draw();
    box.scrollLeft = middle * box.clientWidth * zoom - box.clientWidth / 2;
  }

  const given = new URLSearchParams(location.search);
  ["since", "until", "min_belief"].forEach((x) => { if (given.get(x)) { form.elements[x].value = given.get(x); } });
  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => { event.preventDefault(); change(); });
  find("closer").addEventListener("click", () => closer(1.6));
  find("farther").addEventListener("click", () => closer(1 / 1.6));
  find("whole").addEventListener("click", () => { form.reset(); form.elements.since.value = ""; form.elements.until.value = ""; form.elements.min_belief.value = 0; zoom = 1; change(); });
  let width = 0;
  new ResizeObserver(() => { if (box.clientWidth !== width) { width = box.clientWidth; draw(); } }).observe(box);
  legend();
})();
