"use strict";
/* The query page: named questions, their blanks, the editor and what is done with answers. */
(function () {
  const { fill } = window.kgCharts;
  const { rows, triples, Names } = window.kgTerms;
  const { ways, save, told, FILES } = window.kgResults;
  const { register, declare, entities } = window.kgCompletion;
  const { element } = window.kg;
  const find = (id) => document.getElementById(id);
  const Yasqe = window.Yasqe.default || window.Yasqe;
  const DATE = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/;
  const START = "# What is the dataset about? Its relations, and how many facts tell of each.\nPREFIX ag: <https://w3id.org/armed-groups/ontology#>\nSELECT ?relation (COUNT(?fact) AS ?facts) WHERE {\n  ?fact a ag:RelationFact ; ag:predicate ?relation .\n}\nGROUP BY ?relation ORDER BY DESC(?facts)\n";

  const data = window.kg.data();
  const names = new Names(data);
  const questions = new Map(data.items.map((x) => [x.name, x]));
  let asked = ""; /* the query of which the results are shown */
  let opened = false; /* whether the reader has opened the editor: for a named question none needs it */

  const yasqe = new Yasqe(find("editor"), {
    value: START, persistenceId: null, createShareableLink: null, consumeShareLink: null,
    showQueryButton: false, resizeable: false, editorHeight: "19rem", lineWrapping: true,
    autocompleters: register(Yasqe, data), viewportMargin: Infinity,
    screenReaderLabel: "Query in SPARQL. Escape leaves the editor.",
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" }
  });
  /* Tab leaves the editor: it must not hold the keyboard. */
  yasqe.setOption("extraKeys", Object.assign({}, yasqe.getOption("extraKeys"), { Tab: false, "Shift-Tab": false }));
  yasqe.getInputField().setAttribute("aria-label", "Query in SPARQL");

  /* Questions */

  function narrow() {
    const parts = find("narrow").value.toLowerCase().split(/\s+/).filter(Boolean);
    let some = 0;
    find("questions").querySelectorAll("a").forEach((link) => {
      const x = questions.get(link.dataset.name);
      const text = [x.name, x.title, x.question, x.description, ...x.tags].join(" ").toLowerCase();
      const fits = parts.every((part) => text.includes(part));
      link.parentElement.hidden = !fits;
      some += fits;
    });
    find("none").hidden = some > 0;
  }

  function blank(x) {
    const id = "blank-" + x.name;
    const input = element("input", { id, name: x.name, value: x.default === null ? x.example : x.default, autocomplete: "off", spellcheck: "false", title: x.description });
    if (x.type === "name") { offer(input); }
    return fill(element("label", { for: id }), x.description || x.name, input);
  }

  /* Offers names of entities as one types. */
  function offer(input) {
    const list = element("datalist", { id: input.id + "-names" });
    input.setAttribute("list", list.id);
    find("asking").append(list);
    input.addEventListener("input", async () => {
      if (input.value.length < 2) { return; }
      const answer = await fetch(window.kg.api + "search?" + new URLSearchParams({ text: input.value, limit: 12 }));
      if (answer.ok) { list.replaceChildren(...(await answer.json()).items.map((x) => element("option", { value: x.name }))); }
    });
  }

  /** Returns a value as a term of SPARQL; an error says what it should be. */
  function term(type, value) {
    if (type === "number") {
      if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) { throw new Error(value + " is not a number"); }
      return value;
    }
    if (type === "iri") {
      if (!/^[a-z][a-z0-9+.-]*:[^\s<>"{}|^`\\]+$/i.test(value)) { throw new Error(value + " is not an IRI"); }
      return "<" + value + ">";
    }
    if (type === "date" && !DATE.test(value)) { throw new Error(value + " is not a date (2018, 2018-12 or 2018-12-14)"); }
    return "\"" + value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t") + "\"";
  }

  /** Returns the text of a question with its blanks filled in; the header stays out. */
  function bound(x) {
    const fields = new FormData(find("blanks"));
    return x.params.reduce((text, p) => {
      const slot = new RegExp("VALUES \\?" + p.name + " \\{ (?:\"[^\"\\\\]*\"|<[^<>]*>|[\\d.\\-]+) \\}");
      const value = term(p.type, String(fields.get(p.name) || "").trim());
      return text.replace(slot, () => "VALUES ?" + p.name + " { " + value + " }");
    }, x.sparql.replace(/^#\+.*\n/gm, "").trim() + "\n");
  }

  function choose(name) {
    const x = questions.get(name);
    if (!x) { return; }
    find("questions").querySelectorAll("a").forEach((link) => {
      if (link.dataset.name === name) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    document.querySelectorAll("#asking datalist").forEach((list) => list.remove());
    find("blanks").replaceChildren(...x.params.map(blank));
    find("blanks").hidden = !x.params.length;
    find("description").replaceChildren(element("b", {}, x.question), " " + x.description);
    find("blanks").dataset.name = name;
    if (!opened) { find("sparql").open = false; }
    put();
  }

  /* Writes the chosen question, as its blanks are filled, into the editor. */
  function put() {
    const x = questions.get(find("blanks").dataset.name);
    try {
      yasqe.setValue(bound(x));
      problem("");
      return true;
    } catch (error) {
      problem(error.message);
      return false;
    }
  }

  /* Asking */

  function problem(text) {
    find("problem").hidden = !text;
    /* A parser may list every letter it would have taken. */
    find("problem").textContent = text.length > 300 ? text.slice(0, 299) + "…" : text;
  }

  /** Returns what a refusal says, in its own words. */
  function reason(error) {
    try {
      const x = JSON.parse(error.message);
      return [x.detail || x.title, x.hint].filter(Boolean).join("\n");
    } catch {
      return error.message;
    }
  }

  function run() {
    declare(yasqe, data.prefixes);
    yasqe.query().catch(() => {});
  }

  function busy(is) {
    find("run").disabled = is;
    find("stop").hidden = !is;
    if (is) { find("told").textContent = "Asking…"; }
  }

  function share() {
    const hash = "#" + new URLSearchParams({ query: yasqe.getValue() });
    find("share").setAttribute("href", location.pathname + hash);
    return hash;
  }

  function answered(response, duration) {
    busy(false);
    if (response instanceof Error || !response.ok) {
      find("told").textContent = "";
      find("results").hidden = true;
      problem(response.name === "AbortError" ? "Stopped." : reason(response));
      return;
    }
    asked = yasqe.getValue();
    history.replaceState(null, "", share());
    const isGraph = ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType());
    const found = isGraph ? triples(response.content) : rows(response.content);
    find("told").textContent = told(found, duration / 1000);
    problem("");
    show(found, isGraph ? FILES.triples : FILES.rows);
  }

  /* Results */

  function show(found, files) {
    const some = ways(found);
    find("results").hidden = false;
    find("tabs").replaceChildren(...some.map(([name], n) => element("button", { type: "button", role: "tab", id: "tab-" + n, "aria-controls": "panel", "aria-selected": "false", tabindex: "-1" }, name)));
    const tabs = Array.from(find("tabs").children);
    const turn = (n) => {
      tabs.forEach((tab, k) => { tab.setAttribute("aria-selected", String(k === n)); tab.tabIndex = k === n ? 0 : -1; });
      find("panel").setAttribute("aria-labelledby", "tab-" + n);
      find("panel").replaceChildren();
      some[n][1](names, find("panel"));
    };
    tabs.forEach((tab, n) => {
      tab.addEventListener("click", () => turn(n));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) { const next = (n + step + tabs.length) % tabs.length; turn(next); tabs[next].focus(); }
      });
    });
    find("downloads").replaceChildren("Download ", ...files.map((file) => {
      const button = element("button", { type: "button", class: "plain" }, file[0]);
      button.addEventListener("click", () => save(asked, file).catch((error) => problem(reason(error))));
      return button;
    }));
    turn(0);
    find("results").scrollIntoView({ block: "nearest" });
  }

  function given() {
    const query = new URLSearchParams(location.hash.slice(1)).get("query");
    if (query && query !== yasqe.getValue()) { yasqe.setValue(query); run(); }
  }

  yasqe.on("query", () => busy(true));
  yasqe.on("queryResponse", (_, response, duration) => answered(response, duration));
  yasqe.on("queryAbort", () => busy(false));
  yasqe.on("changes", share);
  find("run").addEventListener("click", run);
  find("stop").addEventListener("click", () => yasqe.abortQuery());
  find("narrow").addEventListener("input", narrow);
  find("blanks").addEventListener("input", put);
  find("blanks").addEventListener("submit", (event) => { event.preventDefault(); if (put()) { run(); } });
  find("questions").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    history.replaceState(null, "", link.href);
    choose(link.dataset.name);
    run();
  });
  find("sparql").querySelector("summary").addEventListener("click", () => { opened = !find("sparql").open; });
  find("sparql").addEventListener("toggle", () => yasqe.refresh());
  window.addEventListener("hashchange", given);
  const name = new URLSearchParams(location.search).get("name");
  if (location.hash.length > 1) { given(); } else if (name) { choose(name); run(); }
  share();
  window.kgQuery = { yasqe, entities };
  document.documentElement.dataset.seen = "query";
})();
