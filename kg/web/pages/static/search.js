"use strict";
/* The search of a copy without a server: over the names that the page holds. */
(function () {
  const names = window.kg.data() || [];
  const form = document.querySelector("main form.filters");
  const list = document.getElementById("hits");
  const count = document.getElementById("count");
  const SHOWN = 200;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(/\s+/).join(" ").trim();
  const known = names.map((x) => [x.name, ...x.aliases].map(fold));

  /* How well a name fits: itself, its beginning, the beginning of a word, a part. */
  function fit(wanted, name) {
    if (name === wanted) { return 100; }
    const at = name.indexOf(wanted);
    if (at < 0) { return 0; }
    return (at === 0 ? 80 : name[at - 1] === " " ? 65 : 50) + 10 * wanted.length / name.length;
  }

  function found(text, types) {
    const wanted = fold(text);
    return names
      .map((x, n) => {
        const scores = known[n].map((name) => wanted ? fit(wanted, name) : 1);
        const best = Math.max(...scores);
        return { entity: x, score: best, matched: [x.name, ...x.aliases][scores.indexOf(best)] };
      })
      .filter((x) => x.score > 0 && (!types.length || x.entity.types.some((y) => types.includes(y))))
      .sort((a, b) => b.score - a.score);
  }

  const words = {};
  form.querySelectorAll("input[name=types]").forEach((x) => { words[x.value] = x.parentElement.textContent.trim(); });

  function line(x) {
    const item = window.kg.element("li");
    const first = window.kg.element("p");
    const link = window.kg.element("a", { class: "ref", href: x.entity.href });
    link.append(window.kg.element("bdi", {}, x.entity.name));
    first.append(link);
    x.entity.types.filter((y) => y !== "Place" || !x.entity.types.includes("State")).forEach((y) => {
      first.append(" ", window.kg.element("span", { class: "type" }, words[y] || y));
    });
    item.append(first);
    const also = x.matched === x.entity.name ? "" : "found as " + x.matched;
    if (also) { item.append(window.kg.element("p", { class: "quiet" }, also)); }
    return item;
  }

  function show() {
    const text = form.elements.text.value;
    const types = [...form.querySelectorAll("input[name=types]:checked")].map((x) => x.value);
    const hits = found(text, types);
    list.replaceChildren(...hits.slice(0, SHOWN).map(line));
    count.textContent = hits.length + (hits.length === 1 ? " name" : " names") + " found" +
      (hits.length > SHOWN ? "; the best " + SHOWN + " are shown." : ".");
  }

  const asked = new URLSearchParams(window.location.search);
  form.elements.text.value = asked.get("text") || "";
  form.querySelectorAll("input[name=types]").forEach((x) => { x.checked = asked.getAll("types").includes(x.value); });
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
