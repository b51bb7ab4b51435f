"use strict";
/* Judging: what a form says is sent with the token, and the answer is told below it. */
(function () {
  var kept = window.sessionStorage;
  var who = document.querySelector("form.who");
  var outcome = document.querySelector(".outcome");
  if (!who || !outcome) { return; }
  var busy = false;

  function remembered(name) { try { return kept.getItem("kg-" + name) || ""; } catch (error) { return ""; } }
  function remember(name, value) { try { kept.setItem("kg-" + name, value); } catch (error) { /* this window keeps nothing */ } }

  function show() {
    var known = remembered("token");
    who.elements.token.parentElement.hidden = Boolean(known);
    who.querySelector(".forget").hidden = !known;
    if (!who.elements.by.value) { who.elements.by.value = remembered("by"); }
  }

  function tell(words, state, links) {
    outcome.textContent = words;
    outcome.className = "outcome " + state;
    (links || []).forEach(function (x) {
      outcome.appendChild(document.createTextNode(" "));
      outcome.appendChild(window.kg.element("a", { href: x[1] }, x[0]));
    });
  }

  var REASONS = {
    401: "The token is not the one this server was started with. Type it again.",
    403: "This server takes no judgements: it was started without a token.",
    429: "Too many requests at once. Wait a moment.",
    503: "The server is busy. Try again in a moment.",
    504: "It took too long; look at the judgements whether it was kept."
  };

  function failed(status, problem) {
    if (status === 401) {
      remember("token", "");
      who.elements.token.value = "";
      show();
      who.elements.token.focus();
    }
    var reason = problem && problem.detail ? problem.detail : "HTTP " + status;
    tell(REASONS[status] || "Not kept: " + reason, "bad");
  }

  function done(made) {
    tell("Kept as judgement " + made.number + ": " + made.words + ". The graph has been made anew.", "good", [
      ["Show this page anew", window.location.href],
      ["All judgements", document.querySelector("nav a[href*='judgements']").href]
    ]);
  }

  function send(verdict, targets) {
    var token = remembered("token") || who.elements.token.value.trim();
    var by = who.elements.by.value.trim();
    if (!by) { tell("Say who you are: a judgement is kept with a name.", "bad"); who.elements.by.focus(); return; }
    if (!token) { tell("A judgement needs the token of this server.", "bad"); who.elements.token.focus(); return; }
    remember("token", token);
    remember("by", by);
    who.elements.token.value = "";
    show();
    busy = true;
    tell("Keeping it, and making the graph anew …", "busy");
    fetch(window.kg.api + "judgements", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: "Bearer " + token },
      body: JSON.stringify({ verdict: verdict, targets: targets, by: by, note: who.elements.note.value.trim() })
    }).then(function (answer) {
      return answer.json().catch(function () { return null; }).then(function (value) {
        if (answer.ok) { done(value); } else { failed(answer.status, value); }
      });
    }).catch(function () {
      tell("The server does not answer. Is it still running?", "bad");
    }).then(function () { busy = false; });
  }

  document.querySelectorAll("form.judge").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var button = event.submitter || form.querySelector("button");
      var verdict = button.dataset.verdict || form.dataset.verdict;
      var targets = [button.dataset.target || form.dataset.target];
      if (form.elements.other) { targets.push(form.elements.other.value.trim()); }
      if (!busy) { send(verdict, targets); }
    });
  });
  who.addEventListener("submit", function (event) { event.preventDefault(); });
  who.querySelector(".forget").addEventListener("click", function () {
    remember("token", "");
    show();
    who.elements.token.focus();
  });
  show();
})();
