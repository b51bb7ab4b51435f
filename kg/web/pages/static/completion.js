"use strict";
/* What the editor completes: prefixes, classes, properties and entities of this dataset. YASQE's
   own completers would ask servers elsewhere, so they are never switched on. */
(function () {
  const LIMIT = 100;

  /** Returns those IRIs of which the end, or the label, has the text somewhere. */
  function fitting(known, text) {
    const folded = text.toLowerCase(), name = folded.split(/[#/]/).pop();
    const starts = known.filter((x) => x.iri.toLowerCase().startsWith(folded));
    const within = name ? known.filter((x) => !starts.includes(x) && (x.iri.split(/[#/]/).pop().toLowerCase().includes(name) || x.label.toLowerCase().includes(name))) : [];
    return starts.concat(within).slice(0, LIMIT).map((x) => x.iri);
  }

  const isVariable = (token) => /^[?$]/.test(token.string);
  const isText = (token) => /^["']/.test(token.string) || token.type === "comment";

  /** Returns a token as the IRI that it begins: "ag:ho" is that of ag: with "ho" behind it. */
  function expand(yasqe, token, prefixes) {
    const [, prefix, rest] = /^([^:<]*):(.*)$/.exec(token.string) || [];
    const declared = Object.assign({}, prefixes, yasqe.getPrefixesFromQuery());
    if (prefix !== undefined && declared[prefix]) {
      return Object.assign(token, { autocompletionString: declared[prefix] + rest });
    }
    return Object.assign(token, { autocompletionString: token.string.replace(/^<|>$/g, "") });
  }

  /** Writes an IRI with its prefix, which it declares if the query does not; else in brackets. */
  function write(prefixes) {
    return function (yasqe, token, iri) {
      const declared = yasqe.getPrefixesFromQuery();
      const all = Object.entries(Object.assign({}, prefixes, declared));
      const found = all.find(([, space]) => iri.startsWith(space) && /^[\w-]+$/.test(iri.slice(space.length)));
      return found ? found[0] + ":" + iri.slice(found[1].length) : "<" + iri + ">";
    };
  }

  /** Declares the prefixes that a query uses and does not declare, as far as they are known. */
  function declare(yasqe, prefixes) {
    const declared = yasqe.getPrefixesFromQuery();
    const bare = yasqe.getValue().replace(/#[^\n]*|"(?:[^"\\]|\\.)*"|<[^>]*>/g, " ");
    const used = new Set(Array.from(bare.matchAll(/(?:^|[\s(^|/!{,;.])([a-zA-Z][\w-]*):/g), (x) => x[1]));
    used.forEach((x) => { if (!declared[x] && prefixes[x]) { yasqe.addPrefixes({ [x]: prefixes[x] }); } });
  }

  /** Registers the completers with YASQE; returns their names. */
  function register(Yasqe, data) {
    const shared = {
      bulk: false, autoShow: true, persistenceId: null,
      preProcessToken: (yasqe, token) => expand(yasqe, token, data.prefixes),
      postProcessSuggestion: write(data.prefixes)
    };
    const before = (yasqe, token) => yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    const isClass = (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !isVariable(token) && !isText(token) && ["a", "rdf:type"].includes(before(yasqe, token).state.lastProperty);
    };
    const isProperty = (yasqe) => {
      const token = yasqe.getCompleteToken();
      return token.string.trim().length > 0 && !isVariable(token) && !isText(token) && token.state.possibleCurrent.includes("a");
    };
    Yasqe.registerAutocompleter(Object.assign({}, shared, {
      name: "kg-classes", isValidCompletionPosition: isClass,
      get: (yasqe, token) => fitting(data.classes, token.autocompletionString || "")
    }));
    Yasqe.registerAutocompleter(Object.assign({}, shared, {
      name: "kg-properties", isValidCompletionPosition: isProperty,
      get: (yasqe, token) => fitting(data.properties, token.autocompletionString || "")
    }));
    Yasqe.registerAutocompleter(Object.assign({}, shared, {
      name: "kg-entities",
      isValidCompletionPosition: (yasqe) => /^(id:|<)/.test(yasqe.getCompleteToken().string) && !isClass(yasqe) && !isProperty(yasqe),
      get: (yasqe, token) => entities((token.autocompletionString || "").split("/").pop())
    }));
    Yasqe.registerAutocompleter({
      name: "kg-prefixes", bulk: false, autoShow: true, persistenceId: null,
      isValidCompletionPosition: (yasqe) => /^\s*PREFIX\s+[\w-]*:?$/i.test(yasqe.getDoc().getLine(yasqe.getDoc().getCursor().line)),
      get: (yasqe, token) => Object.entries(data.prefixes).map(([x, space]) => x + ": <" + space + ">")
        .filter((x) => x.startsWith(token.string.trim()))
    });
    return ["kg-classes", "kg-properties", "kg-entities", "kg-prefixes"];
  }

  /** Asks this server for entities by a name; hyphens stand for spaces, as in their IRIs. */
  async function entities(text) {
    if (text.length < 2) { return []; }
    const asked = new URLSearchParams({ text: text.replace(/-/g, " "), limit: 20 });
    const answer = await fetch(window.kg.api + "search?" + asked);
    return answer.ok ? (await answer.json()).items.map((x) => x.iri) : [];
  }

  window.kgCompletion = { register, declare, entities };
})();
