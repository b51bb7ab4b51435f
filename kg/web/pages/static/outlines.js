"use strict";
/* The map beneath: outlines of countries, kept with the pages, so that no map server is asked, and
   names on it. The map page and the results of queries use it. */
(function () {
  const { colour, onScheme } = window.kgCharts;
  const L = window.L;
  const NAMES_FROM = 3; /* zoom from which countries are named */
  const MOST = 150; /* names at a time */
  const FONTS = { place: "600 13px sans-serif", country: "500 13px sans-serif" };
  const HIGH = 16; /* pixels of a name */

  /** Returns the middle of the largest part of a country, for its name. */
  function middle(geometry) {
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let best = null, most = -1;
    parts.forEach(([ring]) => {
      let [west, east, south, north] = [180, -180, 90, -90];
      ring.forEach(([long, lat]) => {
        west = Math.min(west, long); east = Math.max(east, long);
        south = Math.min(south, lat); north = Math.max(north, lat);
      });
      const size = (east - west) * (north - south);
      if (size > most) { most = size; best = [(south + north) / 2, (west + east) / 2]; }
    });
    return best;
  }

  function style() {
    return { color: colour("--border"), weight: 1, fillColor: colour("--land"), fillOpacity: 1, interactive: false };
  }

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Names that do not lie on one another: the first given come first. Widths are measured without
     laying the page out, as there may be thousands. */
  class Names {
    constructor(map) {
      this.map = map;
      this.pane = map.createPane("names");
      this.pane.style.pointerEvents = "none";
      this.pane.style.zIndex = 640;
      this.places = [];
      this.countries = [];
      this.measure = document.createElement("canvas").getContext("2d");
      map.on("moveend zoomend resize", () => this.show());
      map.on("zoomstart", () => this.pane.replaceChildren());
    }

    /** Returns a name with its width; of places it stands beside the mark. */
    made(text, lat, long, kind) {
      this.measure.font = FONTS[kind];
      const shown = text.length > 40 ? text.slice(0, 39) + "…" : text;
      const wide = this.measure.measureText(kind === "country" ? shown.toUpperCase() : shown).width * 1.08 + 4;
      return { text: shown, at: L.latLng(lat, long), kind, wide };
    }

    show() {
      const map = this.map, size = map.getSize(), taken = [], shown = [];
      const spots = this.places.map((x) => map.latLngToContainerPoint(x.at));
      const free = (box, others) => others.every((y) => box[2] < y[0] || box[0] > y[2] || box[3] < y[1] || box[1] > y[3]);
      const inside = (p) => p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
      const put = (x, p, marks) => {
        const left = x.kind === "country" ? p.x - x.wide / 2 : p.x + 13;
        const box = [left, p.y - HIGH / 2, left + x.wide, p.y + HIGH / 2];
        if (shown.length < MOST && inside(p) && free(box, taken) && free(box, marks)) {
          taken.push(box);
          shown.push([x, box]);
        }
      };
      this.places.forEach((x, n) => put(x, spots[n], []));
      if (map.getZoom() >= NAMES_FROM) {
        const marks = spots.filter(inside).map((p) => [p.x - 11, p.y - 11, p.x + 11, p.y + 11]);
        this.countries.forEach((x) => put(x, map.latLngToContainerPoint(x.at), marks));
      }
      this.pane.replaceChildren(...shown.map(([x, box]) => this.element(x, box)));
    }

    element(x, box) {
      const made = document.createElement("bdi");
      made.className = "label " + x.kind;
      made.textContent = x.text;
      made.setAttribute("aria-hidden", "true"); /* the mark has the name */
      L.DomUtil.setPosition(made, this.map.containerPointToLayerPoint([box[0], box[1]]).round());
      return made;
    }
  }

  /**
   * Makes a map with the outlines of countries; `places` of what it gives are the names shown.
   * @param {HTMLElement} element
   */
  function outlined(element) {
    const map = L.map(element, {
      preferCanvas: true, zoomControl: true, attributionControl: false, minZoom: 2, maxZoom: 13,
      zoomSnap: 0.5, maxBounds: [[-85, -200], [85, 200]], zoomAnimation: !still(), fadeAnimation: !still()
    });
    const atlas = window.kgCountries;
    const countries = window.topojson.feature(atlas, atlas.objects.countries);
    const land = L.geoJSON(countries, { style, interactive: false, renderer: L.canvas({ padding: 0.2 }) });
    map.once("load", () => land.addTo(map));
    L.control.scale({ imperial: false }).addTo(map);
    const names = new Names(map);
    names.countries = countries.features.map((x) => names.made(x.properties.name, ...middle(x.geometry), "country"));
    onScheme(() => land.setStyle(style()));
    return { map, names };
  }

  window.kgOutlines = { outlined };
})();
