"use strict";
/* Names while one types in the search at the head of a page. Enter still asks for all. */
(function () {
  var input = document.getElementById("find");
  if (!input || !window.kg.served) { return; }
  var PAUSE = 150;
  var MOST = 8;
  var pattern = input.form.dataset.entity;
  var list = window.kg.element("ul", { id: "suggestions", role: "listbox", "aria-label": "Names", class: "suggestions" });
  var timer = 0;
  var asked = 0;
  var chosen = -1;
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-expanded", "false");

  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) { choose(-1); }
  }

  function choose(number) {
    chosen = number;
    Array.prototype.forEach.call(list.children, function (item, n) {
      item.setAttribute("aria-selected", String(n === chosen));
    });
    if (chosen < 0) { input.removeAttribute("aria-activedescendant"); } else { input.setAttribute("aria-activedescendant", list.children[chosen].id); }
  }

  function show(hits) {
    list.replaceChildren.apply(list, hits.map(function (x, n) {
      var item = window.kg.element("li", { id: "suggestion-" + n, role: "option", "aria-selected": "false" });
      item.dataset.href = pattern.replace("KG", encodeURIComponent(x.iri));
      item.appendChild(window.kg.element("bdi", {}, x.name.slice(0, 100)));
      if (x.matched !== x.name) { item.appendChild(window.kg.element("span", { class: "quiet" }, " " + x.matched.slice(0, 60))); }
      return item;
    }));
    choose(-1);
    open(hits.length > 0);
  }

  function ask() {
    var text = input.value.trim();
    var number = ++asked;
    if (!text) { open(false); return; }
    fetch(window.kg.api + "search?" + new URLSearchParams({ text: text, limit: String(MOST) }))
      .then(function (answer) { return answer.ok ? answer.json() : { items: [] }; })
      .then(function (found) { if (number === asked && document.activeElement === input) { show(found.items); } })
      .catch(function () { open(false); });
  }

  input.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", function (event) {
    var size = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && size) {
      event.preventDefault();  // else it would empty the field
      open(false);
    }
    else if (event.key === "Enter") {
      window.clearTimeout(timer);
      asked += 1;
      if (chosen >= 0) { event.preventDefault(); window.location.assign(list.children[chosen].dataset.href); }
    } else if (size && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + (chosen < 0 && event.key === "ArrowUp" ? 1 : 0) + size) % size);
    }
  });
  list.addEventListener("mousedown", function (event) {
    var item = event.target.closest("li");
    event.preventDefault();
    if (item) { window.location.assign(item.dataset.href); }
  });
  input.addEventListener("blur", function () { open(false); });
})();
