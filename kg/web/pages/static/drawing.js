"use strict";
/* Draws nodes and edges with Cytoscape; where they stand is found by d3-force. The network page
   and the results of queries use it. */
(function () {
  const { SHAPES, typeToken, colour } = window.kgCharts;
  const MANY_EDGES = 500;
  const FULLY_TOLD = 60; /* edges; of more, each says what it is when one looks closer */
  const MANY_NODES = 250;
  const FIRST_LOOK = 350; /* milliseconds that may go by before anything is seen */
  const SLICE = 40; /* milliseconds of a step of the layout after that */
  const TICKS = 300;

  const TIES = {
    fights: "--tie-fights", backedBy: "--tie-backing", alliedWith: "--tie-allied",
    partOf: "--tie-part", memberOf: "--tie-part", affiliatedWith: "--tie-part",
    mediaArmOf: "--tie-person", leads: "--tie-person", speaksFor: "--tie-person",
    holds: "--tie-place", presentIn: "--tie-place", basedIn: "--tie-place",
    locatedIn: "--tie-place", designatedTerroristBy: "--tie-listed"
  };

  /** Returns the colour of a line; those of events share one. */
  const tieColour = (predicate) => colour(TIES[predicate] || "--event");

  /** Returns the style of a picture with so many edges. */
  function styles(edges) {
    const few = edges <= MANY_EDGES;
    const ink = colour("--ink"), paper = colour("--raised");
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
          width: "data(size)", height: "data(size)", label: "data(label)", color: ink,
          "background-color": colour("--quiet"), "font-size": "data(font)",
          "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 3,
          "text-wrap": "wrap", "text-max-width": 130, "min-zoomed-font-size": 8,
          "text-background-color": paper, "text-background-opacity": 0.75,
          "text-background-padding": 1, "border-width": 1, "border-color": paper
        }
      },
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
          "min-zoomed-font-size": edges <= FULLY_TOLD ? 7 : 10.5, "text-background-color": paper,
          "text-background-opacity": 0.85, "text-background-padding": 1
        }
      },
      { selector: ".far", style: { opacity: 0.12, "text-opacity": 0.12 } },
      { selector: "edge.near", style: { opacity: 1, width: 2.6, "z-index": 9 } },
      { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 10 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--focus") } }
    ];
  }

  /* Where nodes stand: the same for the same network, as d3-force draws no true lots. */
  class Layout {
    constructor(nodes, edges) {
      const many = nodes.length > MANY_NODES;
      this.points = nodes.map((x) => ({ size: x.size, label: x.label.length }));
      const links = edges.map((x) => ({ source: x.s, target: x.o }));
      const room = (p) => p.size / 2 + (many ? 6 : 16 + Math.min(p.label, 18));
      this.simulation = window.d3.forceSimulation(this.points)
        .force("link", window.d3.forceLink(links).distance(many ? 45 : nodes.length < 30 ? 160 : 105))
        .force("apart", window.d3.forceManyBody().strength(many ? -70 : -340).distanceMax(many ? 500 : 420).theta(1.1))
        .force("x", window.d3.forceX().strength(many ? 0.05 : 0.055))
        .force("y", window.d3.forceY().strength(many ? 0.07 : 0.12))
        .force("collide", window.d3.forceCollide(room).iterations(1))
        .stop();
      this.left = TICKS;
    }

    /** Goes on for some milliseconds; tells whether there is more to do. */
    step(milliseconds) {
      const end = performance.now() + milliseconds;
      while (this.left > 0 && performance.now() < end) {
        this.simulation.tick();
        this.left -= 1;
      }
      return this.left > 0;
    }
  }

  /** Returns how many edges each node has. */
  function degrees(nodes, edges) {
    const found = nodes.map(() => 0);
    edges.forEach((x) => { found[x.s] += 1; found[x.o] += 1; });
    return found;
  }

  /**
   * Draws a network into an element.
   * @param {HTMLElement} element
   * @param {{name: string, type: string, href: string}[]} nodes
   * @param {{s: number, o: number, label: string, p: string, over?: boolean, disputed?: boolean, mutual?: boolean}[]} edges
   * @param {function(): void} seen called when it is first seen
   */
  function draw(element, nodes, edges, seen) {
    const few = edges.length <= MANY_EDGES;
    const degree = degrees(nodes, edges);
    const sized = nodes.map((x, n) => ({
      label: x.name.length > 60 ? x.name.slice(0, 59) + "…" : x.name,
      size: 13 + Math.min(26, 4 * Math.sqrt(degree[n])),
      font: 11.5 + Math.min(8, 1.2 * Math.sqrt(degree[n]))
    }));
    const layout = new Layout(sized, edges);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const going = layout.step(FIRST_LOOK);
    const at = (n) => ({ x: layout.points[n].x, y: layout.points[n].y });
    const cy = window.cytoscape({
      container: element,
      elements: {
        nodes: sized.map((x, n) => ({
          data: { id: "n" + n, label: x.label, size: x.size, font: x.font, n },
          classes: nodes[n].type in SHAPES ? nodes[n].type : "Entity", position: at(n)
        })),
        edges: edges.map((x, n) => ({
          data: { id: "e" + n, source: "n" + x.s, target: "n" + x.o, label: x.label, colour: tieColour(x.p), n },
          classes: [x.over && "over", x.disputed && "disputed", x.mutual && "mutual"].filter(Boolean).join(" ")
        }))
      },
      style: styles(edges.length),
      layout: { name: "preset", fit: true, padding: 30 },
      minZoom: 0.05, maxZoom: 4,
      boxSelectionEnabled: false, selectionType: "single", autounselectify: true,
      hideEdgesOnViewport: !few, textureOnViewport: !few, pixelRatio: few ? "auto" : 1
    });
    cy.one("render", seen);
    let touched = false;
    cy.on("viewport", (event) => { if (event.cy.kgMoving !== true) { touched = true; } });
    cy.kgMoving = false;
    fit(cy);
    if (going) { refine(cy, layout, at, () => touched, still); }
    return cy;
  }

  /* Moves the nodes to better places, in steps that leave time for the reader's hand. */
  function refine(cy, layout, at, touched, still) {
    let drawn = performance.now();
    const step = () => {
      if (cy.destroyed()) { return; }
      const more = layout.step(SLICE);
      if (!more || (!still && performance.now() - drawn > 600)) {
        cy.batch(() => cy.nodes().forEach((x) => { if (!x.grabbed()) { x.position(at(x.data("n"))); } }));
        if (!touched()) { fit(cy); }
        drawn = performance.now();
      }
      if (more) { setTimeout(step, 10); }
    };
    setTimeout(step, 30);
  }

  function fit(cy, some) {
    cy.kgMoving = true;
    const shown = some || cy.elements(":visible");
    cy.fit(shown.length ? shown : undefined, 30);
    if (cy.zoom() > 1.4) { cy.zoom(1.4); cy.center(shown); }
    cy.kgMoving = false;
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

  function zoom(cy, factor) {
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  window.kgDrawing = { draw, styles, fit, keys, zoom, tieColour, TIES, MANY_EDGES };
})();
