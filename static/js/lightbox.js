// Pictures of a case over the page: Escape closes, the arrows lead to the next. Without this file
// a link opens the picture itself.
(function () {
  "use strict";

  var links = [];
  var here = 0;
  var parts = {};

  function make(tag, name, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    return made;
  }

  function button(text, act) {
    var made = make("button", "btn btn-sm btn-secondary", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function build() {
    var bar = make("div", "lightbox__bar");
    var foot = make("div", "lightbox__foot");
    parts.box = make("dialog", "lightbox");
    parts.box.setAttribute("aria-labelledby", "lightbox-name");
    parts.name = make("h2");
    parts.name.id = "lightbox-name";
    parts.facts = make("p", "muted");
    parts.picture = make("img", "lightbox__picture");
    parts.count = make("p", "muted");
    parts.count.setAttribute("role", "status");
    parts.before = button("Sebelumnya", function () { step(-1); });
    parts.after = button("Berikutnya", function () { step(1); });
    parts.keep = make("a", "btn btn-sm btn-secondary", "Unduh");
    bar.append(parts.name, parts.facts);
    foot.append(button("Tutup", function () { parts.box.close(); }), parts.keep, parts.before,
      parts.after, parts.count);
    parts.box.append(bar, parts.picture, foot);
    parts.box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowLeft") { step(-1); }
      if (event.key === "ArrowRight") { step(1); }
    });
    parts.box.addEventListener("click", function (event) {
      if (event.target === parts.box) { parts.box.close(); }
    });
    document.body.append(parts.box);
  }

  function show() {
    var link = links[here];
    parts.name.textContent = link.dataset.picture;
    parts.facts.textContent = link.dataset.facts;
    parts.picture.src = link.href;
    parts.picture.alt = link.dataset.picture;
    parts.keep.href = link.href + "?unduh";
    parts.before.hidden = parts.after.hidden = parts.count.hidden = links.length < 2;
    parts.count.textContent = "Gambar " + (here + 1) + " dari " + links.length;
  }

  function step(by) {
    here = (here + by + links.length) % links.length;
    show();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-picture]");
    var wants = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
    if (!link || wants || !window.HTMLDialogElement) { return; }
    event.preventDefault();
    links = Array.from(document.querySelectorAll("a[data-picture]"));
    here = links.indexOf(link);
    if (!parts.box) { build(); }
    show();
    parts.box.showModal();
  });
})();
