// The page's side of `morgue serve`: reloads the page when the site has changed, and shows what the
// build says. All text is set as text, and all of it stands in a shadow tree, apart from the page's own.
(function () {
  "use strict";

  var own = "/__morgue/";
  var version = document.currentScript.dataset.version;
  var source = null;
  var state = null;
  var host = null;

  // A hidden page keeps no connection: a browser opens six to a host, and a seventh page would wait for
  // ever. It asks again when it is seen.
  function connect() {
    if (document.visibilityState === "hidden") {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(own + "events");
      source.addEventListener("state", function (event) {
        hear(JSON.parse(event.data));
      });
    }
  }

  function hear(news) {
    if (news.version !== version) {
      source.close();
      location.reload();
      return;
    }
    state = news;
    draw(news.errors > 0 || news.shown.some(function (d) { return d.fresh; }));
  }

  // What was closed stays closed on the next page, until the next build.
  function closed(value) {
    try {
      if (value) sessionStorage.setItem("morgue-closed", value);
      return sessionStorage.getItem("morgue-closed");
    } catch (_) {
      return null;
    }
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function button(text, kind, act) {
    var made = element("button", text, kind);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function plural(n, word) {
    return n + " " + word + (n === 1 ? "" : "s");
  }

  function counts() {
    var parts = [];
    if (state.errors) parts.push(plural(state.errors, "error"));
    if (state.warnings) parts.push(plural(state.warnings, "warning"));
    return parts.join(", ");
  }

  function place(d) {
    return [d.file, d.line, d.column].filter(Boolean).join(":");
  }

  function item(d) {
    var made = element("li", null, d.severity);
    // Below a template's message stand the lines of the place.
    var lines = d.message.split("\n");
    var message = element("p", null, "message");
    message.append(element("strong", d.severity + ":"), " " + lines[0]);
    made.append(message);
    if (d.file) made.append(element("p", place(d), "place"));
    if (lines.length > 1) made.append(element("p", lines.slice(1).join("\n"), "message"));
    if (d.hint) made.append(element("p", "hint: " + d.hint, "hint"));
    return made;
  }

  function panel() {
    var made = element("section", null, "panel " + (state.errors ? "error" : "warning"));
    made.setAttribute("role", state.errors ? "alert" : "status");
    made.setAttribute("aria-label", "What the build says");
    var head = element("div", null, "head");
    head.append(element("h2", counts()));
    head.append(button("Close", "close", function () {
      closed(state.build);
      draw(false);
    }));
    made.append(head);
    if (state.errors && !document.body.classList.contains("no-page")) {
      made.append(element("p", "This page is of the last build that succeeded.", "note"));
    }
    var list = element("ol");
    state.shown.forEach(function (d) { list.append(item(d)); });
    made.append(list);
    var rest = state.errors + state.warnings - state.shown.length;
    if (rest > 0) made.append(element("p", "… and " + rest + " more; the terminal has them all.", "note"));
    return made;
  }

  function draw(open) {
    if (!host) {
      host = element("div");
      host.id = "morgue-serve";
      var style = element("link");
      style.rel = "stylesheet";
      style.href = own + "reload.css";
      // Without its style sheet it would push the page about for a moment.
      host.hidden = true;
      style.addEventListener("load", function () { host.hidden = false; });
      host.attachShadow({ mode: "open" }).append(style);
      document.documentElement.append(host);
    }
    var tree = host.shadowRoot;
    while (tree.childNodes.length > 1) tree.lastChild.remove();
    if (!state.errors && !state.warnings) return;
    if (open && closed() !== state.build) {
      tree.append(panel());
    } else {
      var kind = "badge " + (state.errors ? "error" : "warning");
      tree.append(button(counts(), kind, function () {
        closed("-");
        draw(true);
      }));
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && host && host.shadowRoot.querySelector(".panel")) {
      closed(state.build);
      draw(false);
    }
  });
  document.addEventListener("visibilitychange", connect);
  window.addEventListener("pagehide", function () {
    if (source) source.close();
    source = null;
  });
  window.addEventListener("pageshow", connect);
  connect();
})();
