// Sets light or dark before the page is drawn: the stored choice, or what the device says.
// Without JavaScript the page is light.
(function () {
  var choice = null;
  try { choice = localStorage.getItem("sopti-theme"); } catch (e) { /* storage is closed: follow the device */ }
  if (choice !== "light" && choice !== "dark") {
    choice = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.setAttribute("data-bs-theme", choice);
})();
