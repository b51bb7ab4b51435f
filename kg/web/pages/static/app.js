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

  /* Esc closes what a marked sentence shows, until another one is pointed at or reached. */
  var closed = null;
  function reopen(event) {
    if (closed && event.target.closest && event.target.closest(".seg") !== closed) {
      closed.classList.remove("closed");
      closed = null;
    }
  }
  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && document.querySelector(".seg:hover, .seg:focus-within");
    if (open) {
      closed = open;
      open.classList.add("closed");
    }
  });
  document.addEventListener("mouseover", reopen);
  document.addEventListener("focusin", reopen);

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
