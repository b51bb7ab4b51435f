"use strict";
/* Results of a query as table, map and graph, and as files. */
(function () {
  const { fill, count, wanted } = window.kgCharts;
  const { numeric } = window.kgTerms;
  const { element } = window.kg;
  const STEP = 200; /* rows of a table at a time */
  const MOST = 3000; /* edges of a graph, marks of a map */
  const POINT = /^\s*(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)/i;
  const LATS = /^(lat|latitude|.*_lat)$/i, LONGS = /^(long|lon|lng|longitude|.*_long)$/i;
  const NORTH = /#lat$/, EAST = /#long$/;
  const FILES = {
    rows: [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"], ["XML", "application/sparql-results+xml", "xml"]],
    triples: [["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"], ["JSON-LD", "application/ld+json", "jsonld"], ["RDF/XML", "application/rdf+xml", "rdf"]]
  };

  const LONG = 60; /* letters of a text that wants room */

  function cell(names, term, isNumber) {
    const isLong = term && term.type !== "uri" && term.value.length > LONG;
    return fill(element("td", { class: isNumber ? "n" : isLong ? "long" : "" }), names.shown(term));
  }

  /** Returns the table of an answer; it grows by and by. */
  function table(found, names) {
    const box = fill(element("div", { class: "scroll" }));
    if (found.ask !== undefined) { return fill(box, element("p", { class: "lead" }, found.ask ? "Yes." : "No.")); }
    if (!found.rows.length) { return fill(box, element("p", {}, "No answer: nothing in the dataset fits.")); }
    const isNumber = found.names.map((x) => found.rows.slice(0, 50).every((row) => !row[x] || numeric(row[x])) && found.rows.some((row) => row[x]));
    const body = element("tbody"), more = element("button", { type: "button", class: "plain" }, "Show more");
    const head = fill(element("tr"), found.names.map((x, n) => element("th", { scope: "col", class: isNumber[n] ? "n" : "" }, x.replace(/_/g, " "))));
    const grow = () => {
      const from = body.children.length;
      found.rows.slice(from, from + STEP).forEach((row) => fill(body, fill(element("tr"), found.names.map((x, n) => cell(names, row[x], isNumber[n])))));
      more.hidden = body.children.length >= found.rows.length;
    };
    more.addEventListener("click", grow);
    grow();
    return fill(box, fill(element("table"), fill(element("thead"), head), body), fill(element("p"), more));
  }

  /** Returns the points of an answer, each with its row: of two columns, of WKT, or of triples. */
  function points(found) {
    const lat = found.names.find((x) => LATS.test(x)), long = found.names.find((x) => LONGS.test(x));
    const made = [];
    const add = (north, east, row) => { if (Number.isFinite(north) && Number.isFinite(east) && Math.abs(north) <= 90) { made.push({ lat: north, long: east, row }); } };
    if (lat && long) {
      found.rows.forEach((row) => { if (row[lat] && row[long]) { add(Number(row[lat].value), Number(row[long].value), row); } });
      return made;
    }
    const norths = new Map();
    found.rows.forEach((row) => {
      const wkt = found.names.map((x) => row[x] && row[x].type !== "uri" && POINT.exec(row[x].value)).find(Boolean);
      if (wkt) { add(Number(wkt[2]), Number(wkt[1]), row); }
      if (row.predicate && NORTH.test(row.predicate.value)) { norths.set(row.subject.value, Number(row.object.value)); }
    });
    found.rows.forEach((row) => {
      if (row.predicate && EAST.test(row.predicate.value) && norths.has(row.subject.value)) { add(norths.get(row.subject.value), Number(row.object.value), { subject: row.subject }); }
    });
    return made;
  }

  function map(found, names, where) {
    const canvas = element("div", { class: "canvas", role: "region", "aria-label": "Map of the results; the table has the same" });
    fill(where, fill(element("div", { class: "stage" }), canvas));
    const L = window.L, chart = window.kgOutlines.outlined(canvas).map, some = points(found).slice(0, MOST);
    some.forEach((x) => {
      const rows = element("div");
      Object.entries(x.row).forEach(([name, term]) => fill(rows, fill(element("p"), name + ": ", names.shown(term))));
      L.circleMarker([x.lat, x.long], { radius: 7, color: window.kgCharts.colour("--raised"), weight: 1.5, fillColor: window.kgCharts.colour("--series-0"), fillOpacity: 0.9 }).bindPopup(rows).addTo(chart);
    });
    chart.fitBounds(L.latLngBounds(some.map((x) => [x.lat, x.long])).pad(0.2), { maxZoom: 8, animate: false });
  }

  /** Returns the three columns that can be drawn as lines between names, or null. */
  function lines(found) {
    const names = found.names;
    if (names.length !== 3 || !found.rows.length) { return null; }
    const ends = found.rows.filter((row) => names.every((x) => row[x]));
    return ends.length ? ends.slice(0, MOST).map((row) => names.map((x) => row[x])) : null;
  }

  function graph(found, names, where) {
    const canvas = element("div", { class: "canvas", tabindex: "0", role: "application", "aria-label": "Picture of the results; the table has the same. Arrow keys move it, plus and minus zoom." });
    fill(where, fill(element("div", { class: "stage" }), canvas));
    const nodes = [], at = new Map();
    const place = (term) => {
      const key = term.type + " " + term.value;
      if (!at.has(key)) {
        at.set(key, nodes.length);
        nodes.push({ name: term.type === "uri" ? names.short(term.value) : term.value, type: term.type === "uri" ? "Person" : "Entity", href: term.type === "uri" ? names.href(term.value) : "" });
      }
      return at.get(key);
    };
    const edges = lines(found).map(([s, p, o]) => ({ s: place(s), o: place(o), p: names.short(p.value).replace(/^ag:/, ""), label: names.short(p.value) }));
    window.kgDrawing.draw(canvas, nodes, edges, () => {}).then((cy) => {
      window.kgDrawing.keys(canvas, () => cy);
      cy.on("tap", "node", (event) => { const href = nodes[event.target.data("n")].href; if (href) { location.href = href; } });
    });
  }

  /** Returns the ways to show an answer that make sense for it. */
  function ways(found) {
    const some = [["Table", (names, where) => fill(where, table(found, names))]];
    if (points(found).length) { some.push(["Map", (names, where) => wanted("map").then(() => map(found, names, where))]); }
    if (lines(found)) { some.push(["Graph", (names, where) => wanted("graph").then(() => graph(found, names, where))]); }
    return some;
  }

  /** Saves an answer as a file. */
  async function save(query, [, type, ending]) {
    const answer = await fetch("/sparql", { method: "POST", headers: { accept: type, "content-type": "application/sparql-query" }, body: query });
    if (!answer.ok) { throw new Error(await answer.text()); }
    const href = URL.createObjectURL(await answer.blob());
    const link = element("a", { href, download: "answer." + ending });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  const told = (found, seconds) => (found.ask !== undefined ? "Answered" : count(found.rows.length, "row")) + " in " + seconds.toFixed(2) + " s.";

  window.kgResults = { ways, save, told, FILES };
})();
