"use strict";
/* The map page: who had which place on the day that the slider stands on. */
(function () {
  const L = window.L;
  const { SERIES, svg, fill, day, stretch, percent, count, remember } = window.kgCharts;
  const { outlined } = window.kgOutlines;
  const { element } = window.kg;
  const find = (id) => document.getElementById(id);
  const LAST = ""; /* the stop at which each place is as it was last known */

  const data = window.kg.data();
  if (!data.spots.length) { return; }
  /* Of labels that would lie on one another the first is shown: what most is known of. */
  data.spots.sort((a, b) => b.states.length - a.states.length || b.events - a.events);
  const slider = find("slider"), told = find("told");
  const asOf = new URLSearchParams(location.search).get("as_of") || data.as_of || LAST;
  /* Partial dates stand for their first day, as in `kg timeline`. */
  const first = (date) => date + "-01-01".slice(date.length - 4);
  const stops = Array.from(new Set(data.days.concat(asOf ? [first(asOf)] : []))).sort().concat(LAST);
  const order = ranked();
  const UNKNOWN = { status: "unknown", holders: [], extents: [], rule: "no-report", belief: 0, hrefs: [], since: "", until: "" };

  /** Returns what each actor's colour is: those that hold most come first, others share one. */
  function ranked() {
    const days = new Map();
    data.spots.forEach((spot) => spot.states.forEach((x) => x.holders.forEach((n) => days.set(n, (days.get(n) || 0) + 1))));
    const sorted = Array.from(days.keys()).sort((a, b) => days.get(b) - days.get(a) || a - b);
    return new Map(sorted.map((n, rank) => [n, rank < SERIES ? "s" + rank : "nobody"]));
  }

  /** Returns the state of a place on a day; what lasts is the last that was told of. */
  function state(spot, date) {
    const known = date ? spot.states.filter((x) => x.first <= date) : spot.states.filter((x) => x.rule !== "faded");
    return known.length ? known[known.length - 1] : UNKNOWN;
  }

  const status = (x) => (x.status === "lost" ? "unknown" : x.status);

  /* A filled circle is held (one of two halves by two together), a square contested, a dashed ring
     unknown. */
  function mark(x) {
    const picture = svg("svg", { viewBox: "-11 -11 22 22", class: "sign", "aria-hidden": "true" });
    const sides = x.holders.map((n) => order.get(n));
    if (status(x) === "held") {
      fill(picture, svg("circle", { r: 8, class: "body " + sides[0] }));
      return sides.length > 1 ? fill(picture, svg("path", { d: "M0 -8A8 8 0 0 1 0 8Z", class: "half " + sides[1] })) : picture;
    }
    if (status(x) === "contested") {
      const wide = 16 / Math.max(1, Math.min(3, sides.length));
      sides.slice(0, 3).forEach((side, n) => fill(picture, svg("rect", { x: -8 + n * wide, y: -8, width: wide, height: 16, class: "half " + side })));
      return fill(picture, svg("rect", { x: -8, y: -8, width: 16, height: 16, class: "edge" }));
    }
    return fill(picture, svg("circle", { r: 6.5, class: "ring nobody" }));
  }

  const share = (x, k) => x.extents[k] ? " (" + x.extents[k] + " of it)" : "";
  const who = (x) => x.holders.map((n, k) => data.actors[n].name + share(x, k)).join(" and ");

  function sentence(x) {
    if (status(x) === "held") { return "held by " + who(x); }
    if (status(x) === "contested") { return x.holders.length ? "contested: " + who(x) : "contested"; }
    return "unknown: " + (data.words[x.rule] || "no report");
  }

  function links(x) {
    return x.hrefs.map((href, n) => element("a", { href }, x.hrefs.length > 1 ? "fact " + (n + 1) : "the fact"));
  }

  function holders(x) {
    return x.holders.flatMap((n, k) => [k ? ", " : null, fill(element("a", { class: "ref", href: data.actors[n].href }), element("bdi", {}, data.actors[n].name)), share(x, k)]);
  }

  function popup(spot, x) {
    const made = element("div");
    fill(made, fill(element("h3"), fill(element("a", { href: spot.href }), element("bdi", {}, spot.name))));
    fill(made, fill(element("p"), status(x), x.holders.length ? ": " : null, holders(x)));
    const when = [stretch(x.since, x.until), x.belief ? "belief " + percent(x.belief) : "", data.words[x.rule] || x.rule].filter(Boolean);
    fill(made, element("p", { class: "quiet" }, when.join(" · ")));
    const ways = links(x).concat([element("a", { href: spot.timeline }, "timeline")]);
    if (spot.events) { ways.push(element("a", { href: spot.href }, count(spot.events, "event"))); }
    fill(made, fill(element("p"), ways.flatMap((way, n) => [n ? " · " : null, way])));
    return made;
  }

  const { map, names } = outlined(find("map"));
  names.places = data.spots.map((spot) => names.made(spot.name, spot.lat, spot.long, "place"));
  const drawnAs = new Array(data.spots.length).fill("");
  const pins = data.spots.map((spot) => {
    const pin = L.marker([spot.lat, spot.long], { keyboard: true, riseOnHover: true, alt: spot.name });
    pin.bindPopup(() => popup(spot, state(spot, stops[slider.value])), { maxWidth: 320 });
    return pin;
  });

  /* Draws a place anew if it is another than before: of a thousand few change on one day. */
  function pinned(pin, n, x) {
    const spot = data.spots[n], as = status(x) + x.holders.join(" ") + x.extents.join(" ") + x.rule;
    if (drawnAs[n] === as) { return; }
    drawnAs[n] = as;
    pin.setIcon(L.divIcon({ html: mark(x), className: "pin", iconSize: [22, 22] }));
    pin.setZIndexOffset(status(x) === "unknown" ? 0 : 500);
    if (!map.hasLayer(pin)) { pin.addTo(map); }
    pin.getElement().setAttribute("aria-label", spot.name + ", " + sentence(x));
    pin.getElement().title = spot.name;
  }

  function frame() {
    const box = L.latLngBounds(data.spots.filter((x) => x.states.length).map((x) => [x.lat, x.long]));
    const all = box.isValid() ? box : L.latLngBounds(data.spots.map((x) => [x.lat, x.long]));
    map.fitBounds(all.pad(0.15), { maxZoom: 8, animate: false });
  }

  function legend(states) {
    const seen = new Set(states.flatMap((x) => x.holders));
    const entry = (x, ...words) => fill(element("li", { class: "shape" }), mark(x), words);
    const actors = Array.from(order.keys()).filter((n) => seen.has(n)).map((n) => entry({ status: "held", holders: [n] }, fill(element("a", { class: "ref", href: data.actors[n].href }), element("bdi", {}, data.actors[n].name))));
    const some = Array.from(order.keys()).slice(0, 2);
    find("legend").replaceChildren(...actors, entry({ status: "contested", holders: some }, "contested by several"), entry(UNKNOWN, "unknown, or no report for long"));
  }

  function table(states) {
    find("rows").replaceChildren(...data.spots.map((spot, n) => {
      const x = states[n];
      return fill(element("tr"),
        fill(element("td"), fill(element("a", { class: "ref", href: spot.href }), element("bdi", {}, spot.name))),
        element("td", {}, status(x)), fill(element("td"), holders(x)), element("td", {}, stretch(x.since, x.until)),
        element("td", { class: "n" }, x.holders.length ? percent(x.belief) : ""),
        fill(element("td"), links(x).flatMap((y, k) => [k ? ", " : null, y])));
    }));
  }

  /* Shows the day that the slider stands on, everywhere. */
  function show() {
    const date = stops[slider.value], states = data.spots.map((x) => state(x, date));
    const number = (name) => states.filter((x) => status(x) === name).length;
    const counts = number("held") + " held, " + number("contested") + " contested, " + number("unknown") + " unknown";
    const name = date ? day(date) : "As last known";
    told.replaceChildren(element("b", {}, name), document.createTextNode(counts));
    slider.setAttribute("aria-valuetext", name + ": " + counts);
    find("caption").textContent = date ? "On " + day(date) : "As last known";
    pins.forEach((pin, n) => {
      pinned(pin, n, states[n]);
      if (pin.isPopupOpen()) { pin.getPopup().setContent(popup(data.spots[n], states[n])); }
    });
    legend(states);
    if (find("words").open) { table(states); }
    find("before").disabled = Number(slider.value) === 0;
    find("after").disabled = Number(slider.value) === stops.length - 1;
  }

  function move(to) {
    slider.value = to;
    show();
    remember({ as_of: stops[slider.value] });
  }

  find("words").addEventListener("toggle", () => table(data.spots.map((spot) => state(spot, stops[slider.value]))));
  slider.max = stops.length - 1;
  slider.value = asOf ? stops.indexOf(first(asOf)) : stops.length - 1;
  find("days").hidden = false;
  frame();
  show();
  slider.addEventListener("input", () => move(slider.value));
  find("before").addEventListener("click", () => move(Number(slider.value) - 1));
  find("after").addEventListener("click", () => move(Number(slider.value) + 1));
  find("days").addEventListener("submit", (event) => event.preventDefault());
  document.documentElement.dataset.seen = "map";
  window.kgMap = map;
})();
