"use strict";
/* Draws nodes and edges with Cytoscape, where d3-force has put them. The network page and the
   results of queries use it. */
(function () {
  const { SHAPES, typeToken, colour, wanted } = window.kgCharts;
  const { Layout, around, sketch, MANY_NODES } = window.kgLayout;
  const MANY_EDGES = 500;
  const NAMED = 40; /* of many nodes so many in sight have their names shown */
  const ROOMY = 0.6; /* zoom below which not all names can be read, as on a phone */
  const LETTERS = 13; /* pixels of names where there are many */
  const FULLY_TOLD = 60; /* edges; of more, each says what it is when one looks closer */
  const FIRST_LOOK = 250; /* milliseconds of the layout before anything is seen */
  const SLICE = 40; /* milliseconds of a step of the layout after that */

  const TIES = {
    fights: "--tie-fights", backedBy: "--tie-backing", alliedWith: "--tie-allied",
    partOf: "--tie-part", memberOf: "--tie-part", affiliatedWith: "--tie-part",
    mediaArmOf: "--tie-person", leads: "--tie-person", speaksFor: "--tie-person",
    holds: "--tie-place", presentIn: "--tie-place", basedIn: "--tie-place",
    locatedIn: "--tie-place", designatedTerroristBy: "--tie-listed"
  };

  /** Returns the colour of a line; those of events share one. */
  const tieColour = (predicate) => colour(TIES[predicate] || "--event");

  const ink = () => colour("--ink"), paper = () => colour("--raised");

  /** Returns the style of a picture with so many edges; `roomy` where each name has room. */
  function styles(edges, roomy) {
    const few = edges <= MANY_EDGES;
    /* To wrap and measure thousands of names takes seconds: of many, those with most ties are
       named, and the others when one points at them. */
    const named = {
      label: "data(label)", "font-size": "data(font)", color: ink(), "text-valign": "bottom",
      "font-family": "system-ui, sans-serif", "text-margin-y": 3, "min-zoomed-font-size": 8,
      "text-wrap": roomy ? "wrap" : "none", "text-max-width": 130,
      "text-background-color": paper(), "text-background-opacity": 0.8, "text-background-padding": 1,
      "z-index": 5
    };
    const each = Object.keys(SHAPES).map((type) => ({
      selector: "node." + type,
      style: Object.assign(
        { "background-color": colour(typeToken(type)) },
        SHAPES[type]
          ? { shape: "polygon", "shape-polygon-points": SHAPES[type].flat().join(" ") }
          : { shape: "ellipse" }
      )
    }));
    return [
      {
        selector: "node",
        style: {
          width: "data(size)", height: "data(size)", "background-color": colour("--quiet"),
          "border-width": few ? 1 : 0, "border-color": paper()
        }
      },
      { selector: roomy ? "node" : "node.named, node.near, node.chosen", style: named },
      ...each,
      {
        selector: "edge",
        style: {
          width: few ? 1.6 : 1, "line-color": "data(colour)", "target-arrow-color": "data(colour)",
          "curve-style": few ? "bezier" : "haystack", "haystack-radius": 0.3,
          "target-arrow-shape": few ? "triangle" : "none", "arrow-scale": 0.9,
          opacity: few ? 0.9 : 0.5, "line-style": "solid"
        }
      },
      { selector: "edge.mutual", style: { "target-arrow-shape": "none" } },
      { selector: "edge.over", style: { "line-style": "dashed" } },
      { selector: "edge.disputed", style: few ? { "target-arrow-shape": "triangle-cross" } : {} },
      {
        selector: few ? "edge" : "edge.near",
        style: {
          label: "data(label)", "font-size": 11, color: colour("--quiet"),
          "font-family": "system-ui, sans-serif", "text-rotation": "autorotate",
          "min-zoomed-font-size": edges <= FULLY_TOLD ? 7 : 10.5, "text-background-color": paper(),
          "text-background-opacity": 0.85, "text-background-padding": 1
        }
      },
      { selector: ".far", style: { opacity: 0.12, "text-opacity": 0.12 } },
      { selector: "edge.near", style: { opacity: 1, width: 2.6, "z-index": 9 } },
      { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 10 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--focus") } }
    ];
  }

  /** Returns how many edges each node has. */
  function degrees(nodes, edges) {
    const found = nodes.map(() => 0);
    edges.forEach((x) => { found[x.s] += 1; found[x.o] += 1; });
    return found;
  }

  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  /**
   * Draws a network into an element. Of many nodes a sketch is seen first.
   * @param {HTMLElement} element
   * @param {{name: string, type: string, href: string}[]} nodes
   * @param {{s: number, o: number, label: string, p: string, over?: boolean, disputed?: boolean, mutual?: boolean}[]} edges
   * @param {function(): void} seen called when it is first seen
   * @returns {Promise<object>} what Cytoscape has made
   */
  async function draw(element, nodes, edges, seen) {
    const degree = degrees(nodes, edges);
    const most = new Set(degree.map((x, n) => n).sort((a, b) => degree[b] - degree[a]).slice(0, NAMED));
    const sized = nodes.map((x, n) => ({
      label: x.name.length > 60 ? x.name.slice(0, 59) + "…" : x.name,
      type: x.type in SHAPES ? x.type : "Entity", named: most.has(n),
      size: 13 + Math.min(26, 4 * Math.sqrt(degree[n])),
      font: 11.5 + Math.min(8, 1.2 * Math.sqrt(degree[n]))
    }));
    const inked = edges.map((x) => Object.assign({ colour: tieColour(x.p) }, x));
    const layout = new Layout(sized, edges, element.clientHeight > element.clientWidth);
    const going = layout.step(FIRST_LOOK);
    let first = null;
    if (nodes.length > MANY_NODES) {
      first = sketch(element, layout.points, sized, inked);
      await painted();
      seen();
    }
    await wanted("cytoscape");
    const cy = made(element, sized, inked, layout.points);
    if (first) { cy.one("render", () => first.remove()); } else { cy.one("render", seen); }
    if (going) { refine(cy, layout); }
    if (!cy.scratch("roomy")) { nameNear(cy); }
    return cy;
  }

  /* Of many nodes in sight those with most ties are named, as far as their names have room; the
     closer one comes, the more. Names stay as large as they are. */
  function nameNear(cy) {
    let waiting = 0;
    const inOrder = cy.nodes().sort((a, b) => b.data("size") - a.data("size"));
    const name = () => {
      if (cy.destroyed()) { return; }
      const font = LETTERS / cy.zoom(), taken = [], chosen = [];
      inOrder.forEach((x) => {
        const { x: at, y: top } = x.renderedPosition(), half = x.data("label").length * LETTERS * 0.3;
        const box = [at - half, top, at + half, top + LETTERS * 2];
        const inside = at > 0 && top > 0 && at < cy.width() && top < cy.height();
        if (!inside || chosen.length >= NAMED) { return; }
        if (taken.every((y) => box[2] < y[0] || box[0] > y[2] || box[3] < y[1] || box[1] > y[3])) {
          taken.push(box);
          chosen.push(x);
        }
      });
      cy.batch(() => {
        cy.nodes(".named").removeClass("named");
        chosen.forEach((x) => x.data("font", font).addClass("named"));
      });
    };
    cy.on("viewport position", () => { clearTimeout(waiting); waiting = setTimeout(name, 200); });
    name();
  }

  function made(element, nodes, edges, points) {
    const few = edges.length <= MANY_EDGES, place = around(element, points);
    const roomy = few && place.zoom > ROOMY;
    const cy = window.cytoscape(Object.assign({
      container: element,
      elements: {
        nodes: nodes.map((x, n) => ({
          data: { id: "n" + n, label: x.label, size: x.size, font: x.font, n },
          classes: x.type + (x.named ? " named" : ""), position: { x: points[n].x, y: points[n].y }
        })),
        edges: edges.map((x, n) => ({
          data: { id: "e" + n, source: "n" + x.s, target: "n" + x.o, label: x.label, colour: x.colour, n },
          classes: [x.over && "over", x.disputed && "disputed", x.mutual && "mutual"].filter(Boolean).join(" ")
        }))
      },
      style: styles(edges.length, roomy), layout: { name: "preset", fit: false }, minZoom: 0.05, maxZoom: 4,
      boxSelectionEnabled: false, selectionType: "single", autounselectify: true,
      hideEdgesOnViewport: !few, textureOnViewport: !few, pixelRatio: few ? "auto" : 1
    }, place));
    cy.scratch("roomy", roomy);
    return cy;
  }

  /* Moves the nodes to better places, in steps that leave time for the reader's hand. */
  function refine(cy, layout) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    let drawn = performance.now(), pause = 400;
    const touch = () => cy.scratch("touched", true);
    ["pointerdown", "wheel", "keydown"].forEach((x) => cy.container().addEventListener(x, touch, { passive: true }));
    const move = () => {
      const begun = performance.now();
      cy.batch(() => cy.nodes().forEach((x) => {
        if (!x.grabbed()) { const { x: left, y: top } = layout.points[x.data("n")]; x.position({ x: left, y: top }); }
      }));
      if (!cy.scratch("touched")) { cy.viewport(around(cy.container(), layout.points)); }
      drawn = performance.now();
      pause = Math.max(400, 4 * (drawn - begun));
    };
    const step = () => {
      if (cy.destroyed()) { return; }
      const more = layout.step(SLICE);
      if (!more || (!still && performance.now() - drawn > pause)) { move(); }
      if (more) { setTimeout(step, 10); }
    };
    setTimeout(step, 30);
  }

  function fit(cy) {
    cy.scratch("touched", false);
    cy.viewport(around(cy.container(), cy.nodes().map((x) => x.position())));
  }

  /** Lets the arrow keys, plus, minus and 0 move the picture that `drawn` returns. */
  function keys(element, drawn) {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    element.addEventListener("keydown", (event) => {
      const cy = drawn();
      if (!cy || event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key in moves) { cy.panBy({ x: moves[event.key][0], y: moves[event.key][1] }); }
      else if (event.key === "+" || event.key === "=") { zoom(cy, 1.25); }
      else if (event.key === "-") { zoom(cy, 0.8); }
      else if (event.key === "0") { fit(cy); }
      else { return; }
      event.preventDefault();
    });
  }

  /* Once a reader has moved the picture it stays where it is. */
  function zoom(cy, factor) {
    cy.scratch("touched", true);
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  window.kgDrawing = { draw, styles, fit, keys, zoom, tieColour, TIES, MANY_EDGES };
})();
