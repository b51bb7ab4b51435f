"use strict";
/* Terms of RDF as the query page shows them: parsed from answers, shortened, and linked. */
(function () {
  const { element } = window.kg;
  const XSD = "http://www.w3.org/2001/XMLSchema#";

  /** Reads results of SELECT and ASK in JSON. */
  function rows(text) {
    const told = JSON.parse(text);
    if ("boolean" in told) { return { ask: told.boolean, names: [], rows: [] }; }
    return { names: told.head.vars, rows: told.results.bindings };
  }

  const TERM = /\s*(?:<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?)/y;
  const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

  function unescaped(text) {
    return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (_, four, eight, one) =>
      four || eight ? String.fromCodePoint(parseInt(four || eight, 16)) : ESCAPES[one] || one);
  }

  /** Reads N-Triples: the subject, predicate and object of each line. */
  function triples(text) {
    const found = [];
    text.split("\n").forEach((line) => {
      if (!line.trim() || line.startsWith("#")) { return; }
      TERM.lastIndex = 0;
      const made = [0, 1, 2].map(() => TERM.exec(line)).map((x) => {
        if (!x) { return null; }
        if (x[1] !== undefined) { return { type: "uri", value: unescaped(x[1]) }; }
        if (x[2] !== undefined) { return { type: "bnode", value: x[2] }; }
        return { type: "literal", value: unescaped(x[3]), "xml:lang": x[4], datatype: x[5] };
      });
      if (made.every(Boolean)) { found.push({ subject: made[0], predicate: made[1], object: made[2] }); }
    });
    return { names: ["subject", "predicate", "object"], rows: found };
  }

  /* Knows the prefixes and where the pages of things are. */
  class Names {
    constructor(data) {
      this.data = data;
      this.prefixes = Object.entries(data.prefixes).sort((a, b) => b[1].length - a[1].length);
    }

    /** Returns an IRI with a prefix, where there is one. */
    short(iri) {
      const found = this.prefixes.find(([, space]) => iri.startsWith(space) && iri.length > space.length);
      return found ? found[0] + ":" + iri.slice(found[1].length) : iri;
    }

    /** Returns the address of the page about a thing, or "". */
    href(iri) {
      const { base, links, blank } = this.data;
      const at = (pattern, value) => pattern.replace(encodeURIComponent(blank), encodeURIComponent(value));
      if (iri.startsWith(base + "fact/")) { return at(links.fact, iri); }
      if (iri.startsWith(base + "document/")) { return at(links.report, iri); }
      if (iri.startsWith(base) && !iri.slice(base.length).includes("/")) { return at(links.entity, iri); }
      return "";
    }

    /** Returns a term as an element: text, or a link to what it stands for. */
    shown(term) {
      if (!term) { return document.createTextNode(""); }
      if (term.type === "uri") {
        const own = this.href(term.value);
        if (own) { return element("a", { href: own, title: term.value }, this.short(term.value)); }
        if (/^https?:\/\//.test(term.value)) { return element("a", { href: term.value, title: term.value, rel: "noopener noreferrer external" }, this.short(term.value)); }
        return element("span", { title: term.value }, this.short(term.value));
      }
      const made = element("bdi", {}, term.type === "bnode" ? "_:" + term.value : term.value);
      if (term["xml:lang"]) { made.setAttribute("lang", term["xml:lang"]); }
      return made;
    }
  }

  const numeric = (term) => Boolean(term && term.datatype && /(integer|decimal|double|float|int)$/i.test(term.datatype.replace(XSD, "")));

  window.kgTerms = { rows, triples, Names, numeric };
})();
