// Letters and hashtags counted as one types, beside what the medium takes. The server counts again.
(function () {
  "use strict";

  function count(area, line) {
    var text = area.value.trim();
    var most = Number(area.dataset.letters);
    var tags = (text.match(/(^|\W)#[\p{L}\p{N}_]+/gu) || []).length;
    if (area.dataset.link) {
      text = text.replace(/https?:\/\/\S+/g, "x".repeat(Number(area.dataset.link)));
    }
    var letters = Array.from(text).length;
    var said = letters.toLocaleString("id-ID") + " dari " + most.toLocaleString("id-ID") + " huruf";
    var over = letters > most;
    if (area.dataset.tags) {
      said += ", " + tags + " dari " + area.dataset.tags + " tagar";
      over = over || tags > Number(area.dataset.tags);
    }
    line.textContent = over ? said + ": terlalu banyak" : said;
    line.className = over ? "low" : "muted";
  }

  document.querySelectorAll("textarea[data-letters]").forEach(function (area) {
    var line = document.createElement("p");
    line.setAttribute("aria-live", "polite");
    area.after(line);
    area.addEventListener("input", function () { count(area, line); });
    count(area, line);
  });
})();
