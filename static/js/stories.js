// Photos of a story, sent one after another with progress, so that one bad picture stops no other
// and nothing typed on the page is lost. Without this file the form sends them all at once.
(function () {
  "use strict";

  var AT_ONCE = 2;

  function prepare(form) {
    var input = form.querySelector("input[type=file]");
    var progress = form.querySelector("[data-photo-progress]");
    var says = form.querySelector("[data-photo-says]");
    var wrong = form.querySelector("[data-photo-wrong]");
    var field = form.elements.field.value;
    var list = document.querySelector('[data-photo-list="' + field + '"]');
    var busy = false;

    function tell(done, all, added) {
      progress.value = done;
      says.textContent = done < all
        ? "Mengirim foto " + done + " dari " + all + "…"
        : added + " dari " + all + " foto ditambahkan.";
    }

    function complain(words) {
      var line = document.createElement("li");
      line.textContent = words;
      wrong.append(line);
    }

    function send(file) {
      var data = new FormData();
      data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      data.append("field", field);
      data.append("one", "1");
      data.append("photos", file);
      return fetch(form.action, { method: "POST", body: data, redirect: "manual" })
        .then(function (answer) {
          return answer.text().then(function (text) {
            if (answer.status === 200) {
              list.insertAdjacentHTML("beforeend", text);
              return Number(answer.headers.get("X-Added"));
            }
            complain(answer.status === 422 ? text : "Foto “" + file.name + "” tidak terkirim. Muat ulang halaman, lalu coba lagi.");
            return 0;
          });
        }, function () {
          complain("Foto “" + file.name + "” tidak terkirim. Periksa jaringan, lalu coba lagi.");
          return 0;
        });
    }

    function sendAll(files) {
      var next = 0;
      var done = 0;
      var added = 0;
      var none = document.querySelector("[data-photo-none]");
      if (none) { none.hidden = true; }
      busy = true;
      wrong.textContent = "";
      progress.hidden = false;
      progress.max = files.length;
      tell(0, files.length, 0);
      function one() {
        if (next >= files.length) { return Promise.resolve(); }
        return send(files[next++]).then(function (count) {
          added += count;
          tell(++done, files.length, added);
          return one();
        });
      }
      var lines = [];
      for (var i = 0; i < AT_ONCE; i++) { lines.push(one()); }
      Promise.all(lines).then(function () {
        busy = false;
        progress.hidden = true;
        input.value = "";
      });
    }

    form.addEventListener("submit", function (event) {
      if (!input.files.length || !list) { return; }
      event.preventDefault();
      if (!busy) { sendAll(Array.from(input.files)); }
    });
    input.addEventListener("change", function () {
      if (input.files.length && list && !busy) { sendAll(Array.from(input.files)); }
    });
  }
  document.querySelectorAll("form[data-photos]").forEach(prepare);

  // A few buttons above the text, which put the signs of plain formatting around what is marked.
  function writes(area) {
    var bar = document.createElement("div");
    bar.className = "gallery__add";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Bentuk tulisan");
    [["Tebal", "**", "**"], ["Miring", "*", "*"], ["Daftar", "\n- ", ""], ["Tautan", "[", "](https://)"]]
      .forEach(function (one) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-sm btn-secondary";
        button.textContent = one[0];
        button.addEventListener("click", function () {
          var from = area.selectionStart;
          var to = area.selectionEnd;
          var text = area.value.slice(from, to);
          area.setRangeText(one[1] + text + one[2], from, to, "end");
          area.dispatchEvent(new Event("input", { bubbles: true }));
          area.focus();
        });
        bar.append(button);
      });
    area.before(bar);
  }
  document.querySelectorAll("[data-writes]").forEach(writes);

  // What is meant to be copied is marked as a whole at the first touch.
  document.querySelectorAll("[data-copy]").forEach(function (area) {
    area.addEventListener("focus", function () { area.select(); });
  });
})();
