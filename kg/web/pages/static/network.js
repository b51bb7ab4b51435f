"use strict";
/* The network page: filters, the picture, what is under the pointer, and the table. */
(function () {
  const { SHAPES, svg, fill, stretch, percent, count, icon, onScheme, remember } = window.kgCharts;
  const { draw, styles, fit, keys, zoom, tieColour } = window.kgDrawing;
  const { element } = window.kg;
  const find = (id) => document.getElementById(id);
  const MUTUAL = new Set(["fights", "alliedWith"]);
  const STEP = 100; /* rows of the table at a time */

  const data = window.kg.data();
  const form = find("filters"), told = find("told"), card = find("card");
  /* The page may have been asked for a part: then another part needs the server. */
  const LIMITS = ["entity", "predicates", "since", "until", "min_belief", "events"];
  const limited = LIMITS.some((x) => new URLSearchParams(location.search).get(x));
  const whole = !window.kg.served || (data.total === data.edges.length && !limited);
  const word = (name) => data.words[name] || name;
  let cy = null, turns = 0, rows = STEP, shown = data.edges;

  const boxes = () => Array.from(form.elements).filter((x) => x.name === "predicates");

  /** Returns what the form asks for. */
  function asked() {
    const fields = new FormData(form), all = boxes();
    const kinds = fields.getAll("predicates");
    return {
      entity: meant(fields.get("entity").trim()), since: fields.get("since").trim(),
      until: fields.get("until").trim(), min_belief: Number(fields.get("min_belief")),
      events: fields.has("events"), predicates: kinds.length === all.length ? [] : kinds
    };
  }

  /* Whom a link names by an IRI is shown by name, and meant all the same. */
  let linked = null;
  const meant = (text) => (linked && text === linked.name ? linked.iri : text);

  /* Dates of two precisions are compared to that which both have, as the server does. */
  function lasts(edge, since, until) {
    const end = edge.until || (edge.event ? edge.since : "");
    return (!until || !edge.since || edge.since.slice(0, until.length) <= until) &&
      (!since || !end || end >= since.slice(0, end.length));
  }

  function filtered(wish) {
    const kinds = new Set(wish.predicates);
    const found = data.edges.filter((x) => (wish.events || !x.event) &&
      (!kinds.size || kinds.has(x.p)) && x.belief >= wish.min_belief && lasts(x, wish.since, wish.until));
    if (!wish.entity) { return found; }
    const middle = named(wish.entity);
    const near = new Set([middle]);
    found.forEach((x) => { if (x.s === middle || x.o === middle) { near.add(x.s).add(x.o); } });
    return found.filter((x) => near.has(x.s) && near.has(x.o));
  }

  /** Returns the number of the node with an IRI or a name; -1 when there is none. */
  function named(text) {
    const folded = text.toLowerCase();
    return data.nodes.findIndex((x) => x.iri === text || x.name.toLowerCase() === folded);
  }

  function over(edge) { return !edge.event && Boolean(edge.until); }

  /* Draws the lines that are shown, and only the nodes at their ends. */
  function picture() {
    const numbers = new Map(), nodes = [];
    const place = (n) => {
      if (!numbers.has(n)) { numbers.set(n, nodes.length); nodes.push(data.nodes[n]); }
      return numbers.get(n);
    };
    const edges = shown.map((x) => ({
      s: place(x.s), o: place(x.o), p: x.p, label: word(x.p), over: over(x),
      disputed: x.disputed, mutual: MUTUAL.has(x.p), of: x
    }));
    if (cy) { cy.destroy(); cy = null; }
    find("network").replaceChildren();
    card.replaceChildren();
    tell(nodes.length);
    const turn = turns += 1;
    if (!nodes.length) { return; }
    draw(find("network"), nodes, edges, () => {
      document.documentElement.dataset.seen = "network";
    }).then((made) => {
      if (turn !== turns) { made.destroy(); return; } /* the filters changed meanwhile */
      window.kgNetwork = cy = made;
      document.documentElement.dataset.ready = "network"; /* it can be moved and asked */
      listen(nodes, edges);
      const chosen = named(asked().entity);
      if (chosen >= 0 && numbers.has(chosen)) { cy.getElementById("n" + numbers.get(chosen)).addClass("chosen"); }
    });
  }

  function tell(nodes) {
    const all = data.total > data.edges.length
      ? " The " + data.edges.length.toLocaleString("en") + " most believed of " + data.total.toLocaleString("en") + " are here; name somebody to see more around them." : "";
    told.textContent = shown.length
      ? count(nodes, "name") + ", " + count(shown.length, "line") + "." + all
      : "Nothing fits. Choose more kinds of lines, a longer time, or a lower belief.";
  }

  function listen(nodes, edges) {
    const go = (x) => { location.href = x; };
    cy.on("mouseover", "node", (e) => { near(e.target.closedNeighborhood()); about(nodes[e.target.data("n")], e.target); });
    cy.on("mouseover", "edge", (e) => { near(e.target.union(e.target.connectedNodes())); fact(edges[e.target.data("n")].of); });
    cy.on("mouseout", "node, edge", () => near(null));
    /* A finger cannot hover: its first tap tells, and the card has the link. */
    cy.on("tap", "node", (e) => {
      if (finger(e)) { near(e.target.closedNeighborhood()); about(nodes[e.target.data("n")], e.target); }
      else { go(nodes[e.target.data("n")].href); }
    });
    cy.on("tap", "edge", (e) => {
      if (finger(e)) { near(e.target.union(e.target.connectedNodes())); fact(edges[e.target.data("n")].of); }
      else { go(edges[e.target.data("n")].of.href); }
    });
    cy.on("tap", (e) => { if (e.target === cy) { near(null); card.replaceChildren(); } });
  }

  const finger = (event) => /^touch/.test(event.originalEvent.type) || event.originalEvent.pointerType === "touch";

  function near(some) {
    cy.batch(() => {
      cy.elements().removeClass("near far");
      if (some) { cy.elements().not(some).addClass("far"); some.addClass("near"); }
    });
  }

  function about(node, drawn) {
    const ties = drawn.connectedEdges().length;
    card.replaceChildren(
      fill(element("p", { class: "name" }), element("a", { href: node.href }, node.name)),
      element("p", { class: "quiet" }, word(node.type) + ", " + count(ties, "line"))
    );
  }

  function fact(edge) {
    const [s, o] = [data.nodes[edge.s], data.nodes[edge.o]];
    const when = edge.event ? stretch(edge.since, edge.since) : stretch(edge.since, edge.until);
    card.replaceChildren(
      fill(element("p", { class: "name" }), element("bdi", {}, s.name), " ", element("a", { href: edge.href }, word(edge.p)), " ", element("bdi", {}, o.name)),
      element("p", { class: "quiet" }, [when, "belief " + percent(edge.belief), edge.disputed && "disputed"].filter(Boolean).join(" · "))
    );
  }

  /* The table */

  function row(edge) {
    const who = (n) => fill(element("td"), fill(element("a", { class: "ref", href: data.nodes[n].href }), element("bdi", {}, data.nodes[n].name)));
    const what = fill(element("td"), element("a", { href: edge.href }, word(edge.p)));
    if (edge.disputed) { fill(what, " ", element("span", { class: "tag disputed" }, "disputed")); }
    const when = edge.event ? stretch(edge.since, edge.since) : stretch(edge.since, edge.until);
    return fill(element("tr"), who(edge.s), what, who(edge.o), element("td", {}, when), element("td", { class: "n" }, percent(edge.belief)));
  }

  function table() {
    find("rows").replaceChildren(...shown.slice(0, rows).map(row));
    find("more").hidden = rows >= shown.length;
  }

  /* Around the picture */

  function kinds() {
    const counts = new Map();
    data.edges.forEach((x) => counts.set(x.p, (counts.get(x.p) || 0) + 1));
    find("kinds").querySelectorAll("label").forEach((label) => {
      const line = label.querySelector(".line"), predicate = line.dataset.predicate;
      const number = counts.get(predicate) || 0;
      label.hidden = !number && whole;
      label.querySelector(".n").textContent = number || "";
      const drawn = svg("line", { x1: 1, x2: 23, y1: 6, y2: 6, stroke: tieColour(predicate), "stroke-width": 3 });
      line.replaceChildren(fill(svg("svg", { viewBox: "0 0 24 12", "aria-hidden": "true" }), drawn));
    });
  }

  function legend() {
    const types = Object.keys(SHAPES).filter((x) => data.nodes.some((y) => y.type === x));
    find("legend").replaceChildren(...types.map((x) => fill(element("li", { class: "shape" }), icon(x), word(x))));
  }

  function change() {
    if (!form.checkValidity()) { return; }
    const wish = asked();
    if (!whole || (wish.entity && named(wish.entity) < 0 && window.kg.served)) { ask(); return; }
    shown = filtered(wish);
    remember({
      entity: wish.entity, since: wish.since, until: wish.until, min_belief: wish.min_belief || "",
      events: wish.events ? "" : "off", predicates: wish.predicates
    });
    rows = STEP;
    picture();
    table();
  }

  /* In a folder without a server, the address still tells what is asked for. */
  function restore() {
    const given = new URLSearchParams(location.search);
    ["entity", "since", "until", "min_belief"].forEach((x) => { if (given.get(x)) { form.elements[x].value = given.get(x); } });
    if (given.get("events") === "off") { form.elements.events.checked = false; }
    const kindsGiven = given.getAll("predicates");
    const node = data.nodes.find((x) => x.iri === form.elements.entity.value.trim());
    if (node) { linked = node; form.elements.entity.value = node.name; }
    if (kindsGiven.length) { boxes().forEach((x) => { x.checked = kindsGiven.includes(x.value); }); }
  }

  /* Asks the server, which knows every name and all that is not here. */
  function ask() {
    const wish = asked(), search = new URLSearchParams();
    ["entity", "since", "until"].forEach((x) => { if (wish[x]) { search.set(x, wish[x]); } });
    if (wish.min_belief) { search.set("min_belief", wish.min_belief); }
    if (!wish.events) { search.set("events", "off"); }
    wish.predicates.forEach((x) => search.append("predicates", x));
    location.search = search.toString();
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); change(); });
  [form, find("kinds")].forEach((x) => x.addEventListener("change", change));
  find("more").addEventListener("click", () => { rows += STEP * 5; table(); });
  find("words").addEventListener("toggle", table);
  keys(find("network"), () => cy);
  find("closer").addEventListener("click", () => cy && zoom(cy, 1.25));
  find("farther").addEventListener("click", () => cy && zoom(cy, 0.8));
  find("whole").addEventListener("click", () => cy && fit(cy));
  onScheme(() => { kinds(); legend(); if (cy) { cy.style(styles(shown.length, cy.scratch("roomy"))); cy.edges().forEach((x) => { x.data("colour", tieColour(shown[x.data("n")].p)); }); } });

  restore();
  if (whole) { shown = filtered(asked()); }
  kinds();
  legend();
  picture();
  setTimeout(() => {
    find("names").append(...data.nodes.map((x) => x.name).sort().map((x) => element("option", { value: x })));
  }, 300);
})();
