// Small comforts. Every page works without this file; what needs it is `hidden` until it runs.
(function () {
  "use strict";

  function each(selector, act) {
    document.querySelectorAll(selector).forEach(act);
  }

  // A form is sent once: the second click of a double click is swallowed. Back brings it alive again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    each("form[data-sent]", function (form) { delete form.dataset.sent; });
  });

  // "Back" to a form may fetch it anew, with what was typed but another key. It gets its old key
  // back: sent again, it leads to what it did already instead of doing it twice.
  function keepKeys() {
    var entry = performance.getEntriesByType("navigation")[0];
    var known = entry && entry.type === "back_forward" && history.state && history.state.keys;
    var keys = {};
    each("input[name=form_key]", function (field) {
      var form = field.form.id + " " + field.form.action;
      if (known && known[form]) { field.value = known[form]; }
      keys[form] = field.value;
    });
    if (Object.keys(keys).length) { history.replaceState({ keys: keys }, ""); }
  }
  keepKeys();

  // Show and hide a password.
  each("[data-shows]", function (button) {
    var field = document.getElementById(button.dataset.shows);
    if (!field) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.textContent = shown ? "Tampilkan" : "Sembunyikan";
    });
  });

  // Light, dark or like the device.
  function theme() {
    try { return localStorage.getItem("sopti-theme") || "auto"; } catch (e) { return "auto"; }
  }
  function mark() {
    each("[data-theme-choice]", function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme()));
    });
  }
  each("[data-theme-menu]", function (menu) { menu.hidden = false; });
  each("[data-theme-choice]", function (button) {
    button.addEventListener("click", function () {
      var choice = button.dataset.themeChoice;
      var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      try { localStorage.setItem("sopti-theme", choice); } catch (e) { /* it lasts for this page */ }
      var drawn = choice === "auto" ? (dark ? "dark" : "light") : choice;
      document.documentElement.setAttribute("data-bs-theme", drawn);
      mark();
    });
  });
  mark();

  // The menus of the frame close when one looks elsewhere or presses Escape.
  function closeMenus(except) {
    each("details.account[open]", function (menu) {
      if (!except || !menu.contains(except)) { menu.open = false; }
    });
  }
  document.addEventListener("click", function (event) { closeMenus(event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    var open = document.querySelector("details.account[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  // "/" leads to the search of the bar, where nobody is writing.
  document.addEventListener("keydown", function (event) {
    var field = document.querySelector("[data-slash]");
    var busy = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (!field || !field.offsetParent) { return; }
    event.preventDefault();
    field.select();
    field.focus();
  });

  // More filters on a phone, without asking the server.
  each(".filters__toggle", function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      link.closest(".filters").classList.toggle("is-open");
    });
  });

  // A half-filled form is kept every 20 seconds and on leaving, until it is sent. Files are not.
  each("form[data-autosave]", function (form) {
    var says = document.querySelector("[data-autosave-says]");
    var over = false;
    function typed() {
      var pairs = new URLSearchParams();
      new FormData(form).forEach(function (value, name) {
        if (typeof value === "string") { pairs.append(name, value); }
      });
      return pairs;
    }
    var kept = typed().toString();
    function tell(words) { if (says && words) { says.textContent = words; } }
    function keep(leaving) {
      var pairs = typed();
      if (over || pairs.toString() === kept) { return; }
      kept = pairs.toString();
      if (leaving) { navigator.sendBeacon(form.dataset.autosave, pairs); return; }
      fetch(form.dataset.autosave, { method: "POST", body: pairs, redirect: "manual" })
        .then(function (answer) {
          if (answer.status === 200) { return answer.text(); }
          if (answer.type !== "opaqueredirect") { return ""; }
          over = true;
          return "Anda sudah keluar, jadi draf tidak disimpan lagi. Masuk lagi di jendela lain.";
        })
        .then(tell, function () { kept = ""; });
    }
    function end() { over = true; }
    form.addEventListener("submit", end);
    each("form[data-ends-autosave]", function (other) { other.addEventListener("submit", end); });
    window.addEventListener("pageshow", function () { over = false; });
    window.addEventListener("pagehide", function () { keep(true); });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") { keep(true); }
    });
    window.setInterval(keep, 20000, false);
  });

  // Ready sentences: one press puts the words where one was writing, or at the end.
  each("[data-ready]", function (box) {
    var field = document.getElementById(box.dataset.ready);
    var written = false;
    if (!field) { return; }
    field.addEventListener("focus", function () { written = true; });
    box.querySelectorAll("[data-text]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var from = written ? field.selectionStart : field.value.length;
        var gap = /\S$/.test(field.value.slice(0, from)) ? " " : "";
        field.setRangeText(gap + button.dataset.text, from, written ? field.selectionEnd : from, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
    });
  });

  // A few letters that only one of the list contains become that one, so that it can be read.
  each("input[list]", function (field) {
    field.addEventListener("change", function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      var found = Array.from(field.list ? field.list.options : []).filter(function (option) {
        var text = option.value.toLowerCase();
        return words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      if (found.length === 1 && field.value.trim().length > 1) { field.value = found[0].value; }
    });
  });

  // Where choices are numbered, a digit chooses one of them.
  each("[data-digits]", function (box) {
    var radios = box.querySelectorAll("input[type=radio]");
    radios.forEach(function (radio, place) {
      var key = document.createElement("kbd");
      key.textContent = String(place + 1);
      key.setAttribute("aria-hidden", "true");
      radio.parentNode.querySelector("b").append(key);
    });
    box.addEventListener("keydown", function (event) {
      var radio = radios[Number(event.key) - 1];
      if (!radio || event.ctrlKey || event.altKey || event.metaKey) { return; }
      radio.checked = true;
      radio.focus();
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  // A step that a disposition opened counts as read once its page was in sight.
  function tellRead() {
    if (document.visibilityState !== "visible") { return; }
    each("form[data-reads]", function (form) {
      var told = { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true };
      form.removeAttribute("data-reads");
      fetch(form.action, told).catch(function () { form.setAttribute("data-reads", ""); });
    });
  }
  document.addEventListener("visibilitychange", tellRead);
  tellRead();

  // What was typed into a step stays when another form of its page is sent, until the step is.
  each("form[data-keeps]", function (form) {
    var place = "typed " + form.action;
    function named(field) { return field.name + " " + (/^(radio|checkbox)$/.test(field.type) ? field.value : ""); }
    function changed(field) {
      if (/^(radio|checkbox)$/.test(field.type)) { return field.checked !== field.defaultChecked; }
      if (field.options) { return Array.from(field.options).some(function (one) { return one.selected !== one.defaultSelected; }); }
      return !/^(file|hidden|submit|button)$/.test(field.type) && field.value !== field.defaultValue;
    }
    function keep() {
      var typed = {};
      Array.from(form.elements).filter(changed).forEach(function (field) {
        typed[named(field)] = /^(radio|checkbox)$/.test(field.type) ? field.checked : field.value;
      });
      sessionStorage.setItem(place, JSON.stringify(typed));
    }
    var kept = JSON.parse(sessionStorage.getItem(place) || "{}");
    sessionStorage.removeItem(place);
    Array.from(form.elements).forEach(function (field) {
      var value = kept[named(field)];
      if (value === true || value === false) { field.checked = value; }
      else if (value !== undefined) { field.value = value; }
    });
    document.addEventListener("submit", function (event) {
      var sent = event.target;
      if (sent !== form && sent.method === "post" && sent.closest("main")) { keep(); }
    });
  });

  // Print this page.
  each("[data-prints]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
