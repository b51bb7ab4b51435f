"use strict";
/* What every page can do: "/" goes to the search. Pages work without it. */
(function () {
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var find = document.getElementById("find");
      if (find) {
        event.preventDefault();
        find.focus();
        find.select();
      }
    }
  });

  /* For the other scripts: what the page was given, whether there is a server, safe elements. */
  window.kg = {
    data: function () {
      var element = document.getElementById("data");
      return element ? JSON.parse(element.textContent) : null;
    },
    judging: document.documentElement.dataset.judging,
    served: document.documentElement.dataset.judging !== "none",
    api: "/api/v1/",
    /* Makes an element; `text` is only ever text, and attributes are set one by one. */
    element: function (name, attributes, text) {
      var made = document.createElement(name);
      Object.keys(attributes || {}).forEach(function (key) {
        made.setAttribute(key, attributes[key]);
      });
      if (text !== undefined) { made.textContent = text; }
      return made;
    }
  };
})();
