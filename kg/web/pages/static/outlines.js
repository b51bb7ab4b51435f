"use strict";
/* The map beneath: outlines of countries, kept with the pages, so that no map server is asked.
   The map page and the results of queries use it. */
(function () {
  const { colour, onScheme } = window.kgCharts;
  const L = window.L;
  const NAMES_FROM = 3; /* zoom from which countries are named */

  /** Returns the middle of the largest part of a country, for its name. */
  function middle(geometry) {
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let best = null, most = -1;
    parts.forEach(([ring]) => {
      const longs = ring.map((x) => x[0]), lats = ring.map((x) => x[1]);
      const [west, east] = [Math.min(...longs), Math.max(...longs)];
      const [south, north] = [Math.min(...lats), Math.max(...lats)];
      const size = (east - west) * (north - south);
      if (size > most) { most = size; best = [(south + north) / 2, (west + east) / 2]; }
    });
    return best;
  }

  /** Returns text that lies on the map and is no target. */
  function label(text, kind) {
    const made = document.createElement("bdi");
    made.textContent = text;
    return { content: made, className: "label " + (kind || "") };
  }

  function style() {
    return { color: colour("--border"), weight: 1, fillColor: colour("--land"), fillOpacity: 1, interactive: false };
  }

  /**
   * Makes a map with the outlines of countries.
   * @param {HTMLElement} element
   */
  function outlined(element) {
    const map = L.map(element, {
      preferCanvas: true, zoomControl: true, attributionControl: false, minZoom: 2, maxZoom: 13,
      zoomSnap: 0.5, maxBounds: [[-85, -200], [85, 200]], zoomAnimation: !still(), fadeAnimation: !still()
    });
    const atlas = window.kgCountries;
    const countries = window.topojson.feature(atlas, atlas.objects.countries);
    const land = L.geoJSON(countries, { style, interactive: false, renderer: L.canvas({ padding: 0.3 }) }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const names = countries.features.map((x) => {
      const told = label(x.properties.name, "country");
      return L.tooltip({ permanent: true, direction: "center", className: told.className, interactive: false })
        .setLatLng(middle(x.geometry)).setContent(told.content);
    });
    const name = () => {
      const seen = map.getBounds().pad(-0.05);
      names.forEach((x) => {
        const wanted = map.getZoom() >= NAMES_FROM && seen.contains(x.getLatLng());
        if (wanted !== map.hasLayer(x)) { if (wanted) { x.addTo(map); } else { x.remove(); } }
      });
      declutter(map);
    };
    map.on("moveend zoomend", name);
    onScheme(() => land.setStyle(style()));
    return map;
  }

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Hides labels that would lie on others, or names of countries that would lie on marks. */
  function declutter(map) {
    const labels = Array.from(map.getPane("tooltipPane").children);
    const country = (x) => x.classList.contains("country");
    const order = labels.filter((x) => !country(x)).concat(labels.filter(country));
    const marks = Array.from(map.getPane("markerPane").children).map((x) => x.getBoundingClientRect());
    const taken = [];
    order.forEach((x) => x.classList.remove("crowded"));
    const boxes = order.map((x) => x.getBoundingClientRect());
    order.forEach((x, n) => {
      const box = boxes[n];
      const free = (country(x) ? taken.concat(marks) : taken).every((y) => box.right < y.left || box.left > y.right || box.bottom < y.top || box.top > y.bottom);
      if (free) { taken.push(box); } else { x.classList.add("crowded"); }
    });
  }

  window.kgOutlines = { outlined, label, declutter };
})();
