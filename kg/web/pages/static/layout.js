"use strict";
/* Where the nodes of a network stand, and a first sketch of it, seen before Cytoscape is ready. */
(function () {
  const { SHAPES, typeToken, colour } = window.kgCharts;
  const MANY_NODES = 250;
  const TICKS = 300;

  /* Where nodes stand: the same for the same network, as d3-force draws no true lots. */
  class Layout {
    constructor(nodes, edges, upright) {
      const many = nodes.length > MANY_NODES;
      this.points = nodes.map((x) => ({ size: x.size, label: x.label.length }));
      const links = edges.map((x) => ({ source: x.s, target: x.o }));
      const room = (p) => p.size / 2 + (many ? 6 : 16 + Math.min(p.label, 18));
      this.simulation = window.d3.forceSimulation(this.points)
        .force("link", window.d3.forceLink(links).distance(many ? 45 : nodes.length < 30 ? 160 : 105))
        .force("apart", window.d3.forceManyBody().strength(many ? -150 : -340).distanceMax(many ? 700 : 420).theta(1.1))
        .force("long", window.d3[upright ? "forceY" : "forceX"]().strength(many ? 0.03 : 0.055))
        .force("short", window.d3[upright ? "forceX" : "forceY"]().strength(many ? 0.06 : 0.12))
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

  /** Returns the zoom and the place of a picture that has all points in it. */
  function around(element, points) {
    const [wide, high] = [element.clientWidth, element.clientHeight];
    const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = 45; /* for names and signs at the border */
    const zoom = Math.min(1.4, (wide - 2 * room) / Math.max(1, east - west), (high - 2 * room) / Math.max(1, south - north));
    return { zoom, pan: { x: wide / 2 - zoom * (west + east) / 2, y: high / 2 - zoom * (north + south) / 2 } };
  }

  /**
   * Sketches a network on a canvas over an element: lines, shapes, and names where there are most
   * ties. It takes a few hundredths of a second for thousands.
   */
  function sketch(element, points, nodes, edges) {
    const canvas = document.createElement("canvas");
    canvas.className = "sketch";
    canvas.width = element.clientWidth;
    canvas.height = element.clientHeight;
    const pen = canvas.getContext("2d"), { zoom, pan } = around(element, points);
    const x = (n) => points[n].x * zoom + pan.x, y = (n) => points[n].y * zoom + pan.y;
    pen.globalAlpha = 0.5;
    grouped(edges, (e) => e.colour).forEach((some, ink) => {
      pen.strokeStyle = ink;
      pen.beginPath();
      some.forEach((e) => { pen.moveTo(x(e.s), y(e.s)); pen.lineTo(x(e.o), y(e.o)); });
      pen.stroke();
    });
    pen.globalAlpha = 1;
    grouped(nodes.map((_, n) => n), (n) => nodes[n].type).forEach((some, type) => {
      pen.fillStyle = colour(typeToken(type));
      pen.beginPath();
      some.forEach((n) => shape(pen, type, x(n), y(n), Math.max(2, points[n].size / 2 * zoom)));
      pen.fill();
    });
    pen.fillStyle = colour("--ink");
    pen.textAlign = "center";
    pen.font = "12px system-ui, sans-serif";
    nodes.forEach((node, n) => { if (node.named) { pen.fillText(node.label, x(n), y(n) + points[n].size / 2 * zoom + 13); } });
    element.append(canvas);
    return canvas;
  }

  function shape(pen, type, x, y, r) {
    const corners = SHAPES[type];
    if (!corners) { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 7); return; }
    corners.forEach(([dx, dy], n) => { pen[n ? "lineTo" : "moveTo"](x + dx * r, y + dy * r); });
    pen.closePath();
  }

  function grouped(all, key) {
    const made = new Map();
    all.forEach((x) => { const k = key(x); if (!made.has(k)) { made.set(k, []); } made.get(k).push(x); });
    return made;
  }

  window.kgLayout = { Layout, around, sketch, MANY_NODES };
})();
