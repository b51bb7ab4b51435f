"use strict";
/* What network, map, timeline and results share: colours of the page, shapes, dates, SVG. */
(function () {
  const SVG = "http://www.w3.org/2000/svg";
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const SERIES = 8;

  /* The corners of a shape in a square from -1 to 1; none for a circle. A type of entity is told
     by its shape as well as by its colour. */
  const SHAPES = {
    ArmedGroup: [[0, -1], [1, 0.8], [-1, 0.8]],
    StateForce: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
    Coalition: [[-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9], [-1, 0]],
    State: [[0, -1], [0.29, -0.35], [1, -0.3], [0.46, 0.15], [0.62, 0.85], [0, 0.45], [-0.62, 0.85], [-0.46, 0.15], [-1, -0.3], [-0.29, -0.35]],
    MediaOutlet: [[-1, -0.6], [0.5, -0.6], [1, 0], [0.5, 0.6], [-1, 0.6]],
    Organisation: [[0, -1], [0.95, -0.3], [0.6, 0.85], [-0.6, 0.85], [-0.95, -0.3]],
    Person: null,
    Place: [[0, -1], [0.9, 0], [0, 1], [-0.9, 0]],
    Entity: null
  };

  /** Returns the colour token of a type of entity: "ArmedGroup" has "--armed-group". */
  function typeToken(type) {
    return "--" + type.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();
  }

  /** Returns the value of a colour token as it is now, light or dark. */
  function colour(token, otherwise) {
    const found = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
    return found || otherwise || "#888888";
  }

  /** Makes an element of SVG; `text` is only ever text. */
  function svg(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  /** Puts children into a parent and returns it. */
  function fill(parent, ...children) {
    children.flat().forEach((child) => {
      if (child !== null && child !== undefined) { parent.append(child); }
    });
    return parent;
  }

  /** Returns a date as people write it: "14 Dec 2018", "Dec 2018", "2018". */
  function day(date) {
    const [year, month, number] = (date || "").split("-");
    return [number && String(Number(number)), month && MONTHS[Number(month) - 1], year]
      .filter(Boolean).join(" ");
  }

  /** Returns a stretch of time in words. */
  function stretch(since, until) {
    if (since && until) { return since === until ? day(since) : day(since) + " – " + day(until); }
    if (since) { return "since " + day(since); }
    return until ? "until " + day(until) : "";
  }

  const percent = (share) => Math.round(share * 100) + " %";
  const count = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");

  /** Returns a small picture of the shape of a type, for legends. */
  function icon(type) {
    const picture = svg("svg", { viewBox: "-1.2 -1.2 2.4 2.4", "aria-hidden": "true" });
    const corners = SHAPES[type];
    const shape = corners
      ? svg("polygon", { points: corners.map((x) => x.join(",")).join(" ") })
      : svg("circle", { r: "0.9" });
    shape.setAttribute("fill", colour(typeToken(type)));
    return fill(picture, shape);
  }

  /** Calls `draw` when the page turns light or dark, for what is drawn on a canvas. */
  function onScheme(draw) {
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  /** Writes parameters into the address, so that it can be passed on; empty ones are left out. */
  function remember(params) {
    const search = new URLSearchParams();
    Object.entries(params).forEach(([name, value]) => {
      [].concat(value).filter((x) => x !== "" && x !== null).forEach((x) => search.append(name, x));
    });
    const text = search.toString();
    history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
  }

  const loaded = new Map();

  /** Fetches the scripts that a page names for a kind of picture, once, one after the other. */
  function wanted(kind) {
    if (!loaded.has(kind)) {
      const all = Array.from(document.querySelectorAll("[data-for=" + kind + "]"), (x) => x.dataset.href);
      loaded.set(kind, all.reduce((before, src) => before.then(() => new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = src;
        script.addEventListener("load", done);
        script.addEventListener("error", failed);
        document.head.append(script);
      })), Promise.resolve()));
    }
    return loaded.get(kind);
  }

  window.kgCharts = {
    SHAPES, SERIES, typeToken, colour, svg, fill, day, stretch, percent, count, icon, onScheme,
    remember, wanted
  };
})();
