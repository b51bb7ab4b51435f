"use strict";
/* The drawing of a timeline: a scale of days, lanes with bars and marks, each a link to its fact. */
(function () {
  const { svg, fill, day, stretch, percent } = window.kgCharts;
  const { element } = window.kg;
  const DAY = 86400000;
  const HEIGHT = 22;
  const LEAST = 4; /* pixels of the shortest bar */

  /** Returns the moment at which a partial date begins. */
  const begin = (date) => Date.parse(date + "-01-01".slice(date.length - 4));

  /** Returns the moment at which a partial date is over. */
  function end(date) {
    const [year, month] = date.split("-").map(Number);
    if (date.length === 4) { return Date.UTC(year + 1, 0, 1); }
    return date.length === 7 ? Date.UTC(year, month, 1) : begin(date) + DAY;
  }

  /* Moments and pixels. */
  class Scale {
    constructor(from, to, width) {
      this.from = from;
      this.to = Math.max(to, from + 2 * DAY);
      this.width = width;
    }

    at(moment) { return (Math.min(Math.max(moment, this.from), this.to) - this.from) / (this.to - this.from) * this.width; }

    /** Returns the ticks, as [moment, text]: years, months or days, as there is room. */
    ticks() {
      const days = (this.to - this.from) / DAY, room = this.width / days;
      const step = [[1, "d"], [7, "d"], [1, "m"], [3, "m"], [1, "y"], [2, "y"], [5, "y"], [10, "y"], [50, "y"]]
        .find(([n, unit]) => n * { d: 1, m: 30, y: 365 }[unit] * room > 78) || [100, "y"];
      const found = [], [n, unit] = step, first = new Date(this.from);
      let x = unit === "y" ? Date.UTC(Math.floor(first.getUTCFullYear() / n) * n, 0, 1)
        : unit === "m" ? Date.UTC(first.getUTCFullYear(), Math.floor(first.getUTCMonth() / n) * n, 1)
          : Math.floor(this.from / DAY) * DAY;
      while (x <= this.to && found.length < 400) {
        const text = new Date(x).toISOString().slice(0, { d: 10, m: 7, y: 4 }[unit]);
        if (x >= this.from) { found.push([x, day(text)]); }
        const date = new Date(x);
        x = unit === "d" ? x + n * DAY : unit === "m" ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1) : Date.UTC(date.getUTCFullYear() + n, 0, 1);
      }
      return found;
    }
  }

  function strip(scale, height, kind) {
    const made = svg("svg", { width: scale.width, height, viewBox: "0 0 " + scale.width + " " + height, class: kind });
    if (kind === "lane") {
      scale.ticks().forEach(([x]) => fill(made, svg("line", { class: "grid", x1: scale.at(x), x2: scale.at(x), y1: 0, y2: height })));
    }
    return made;
  }

  function axis(scale) {
    const made = strip(scale, 26, "axis");
    made.setAttribute("aria-hidden", "true");
    scale.ticks().forEach(([x, text]) => {
      const at = scale.at(x);
      fill(made, svg("line", { x1: at, x2: at, y1: 20, y2: 26 }));
      fill(made, svg("text", { x: Math.min(Math.max(at, 24), scale.width - 28), y: 15, "text-anchor": "middle" }, text));
    });
    return made;
  }

  /** Makes a link within a picture; its words are told by a pointer and to a screen reader. */
  function link(href, words, kind) {
    const made = href ? svg("a", { href, class: kind, "aria-label": words }) : svg("g", { class: kind });
    return fill(made, svg("title", {}, words));
  }

  /**
   * Draws a bar. An end that is not known runs out in a point.
   * @param {{since: string, until: string, belief: number, contested?: boolean, nobody?: boolean, colour: string, href: string, words: string, text?: string}} x
   */
  function bar(scale, x) {
    const left = x.since ? scale.at(begin(x.since)) : 0;
    const right = Math.max(left + (x.contested ? 2 * LEAST : LEAST), x.until ? scale.at(x.until === x.since ? end(x.until) : begin(x.until)) : scale.width);
    const made = link(x.href, x.words, "bar " + x.colour + (x.contested ? " contested" : "") + (x.nobody ? " nobody" : ""));
    const [top, bottom, middle] = [3, HEIGHT - 3, HEIGHT / 2];
    const tip = Math.min(7, (right - left) / 3);
    const points = (x.since ? [[left, top], [left, bottom]] : [[left + tip, top], [left, middle], [left + tip, bottom]])
      .concat(x.until ? [[right, bottom], [right, top]] : [[right - tip, bottom], [right, middle], [right - tip, top]]);
    const shape = points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ");
    const opacity = (0.25 + 0.75 * Math.min(1, Math.max(0, x.belief))).toFixed(2);
    fill(made, svg("polygon", { points: shape, class: "body", "fill-opacity": x.nobody ? 0 : opacity }));
    if (x.contested) {
      for (let at = left + 2; at < right + HEIGHT; at += 7) {
        const [x1, x2] = [Math.max(left, at - HEIGHT + 6), Math.min(right, at)];
        if (x2 > x1) { fill(made, svg("line", { class: "hatch", x1, x2, y1: bottom - (x1 - (at - HEIGHT + 6)), y2: top + (at - x2) })); }
      }
    }
    fill(made, svg("polygon", { points: shape, class: "outline" }));
    return made;
  }

  /** Draws a mark: a diamond, wider where only the month or year is known. */
  function mark(scale, x) {
    const [left, right] = [scale.at(begin(x.since)), scale.at(end(x.since))];
    const made = link(x.href, x.words, "happening");
    const [middle, half] = [(left + right) / 2, Math.max(6, (right - left) / 2)];
    const y = HEIGHT / 2;
    fill(made, svg("path", {
      d: "M" + (middle - half) + " " + y + "L" + middle + " " + (y - 7) + "L" + (middle + half) + " " + y + "L" + middle + " " + (y + 7) + "Z",
      "fill-opacity": (0.35 + 0.65 * x.belief).toFixed(2)
    }));
    return made;
  }

  function lane(scale, name, more, drawn) {
    const made = element("div", { class: "lane-of" });
    const told = fill(element("div", { class: "lane-name" }), element("bdi", {}, name));
    if (more) { fill(told, " ", element("span", { class: "quiet" }, more)); }
    return fill(made, told, fill(strip(scale, HEIGHT, "lane"), drawn));
  }

  /** Returns what a bar or mark says, in words. */
  function words(name, x) {
    return [name, x.event ? day(x.since) : stretch(x.since, x.until), "belief " + percent(x.belief), x.disputed && "disputed", x.sentence && "“" + x.sentence + "”"].filter(Boolean).join(" · ");
  }

  window.kgLanes = { Scale, axis, bar, mark, lane, words, begin, end, DAY };
})();
