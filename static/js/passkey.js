// Passkeys, where the browser knows them: over https, or at localhost. allauth's own script does
// the ceremony; this one says which form is meant, and shows it.
(function () {
  "use strict";
  var button = document.getElementById("passkey-button");
  if (!button || !window.PublicKeyCredential || !window.allauth) { return; }
  var form = button.form;
  form.hidden = false;
  document.querySelectorAll("[data-passkey-none]").forEach(function (none) { none.remove(); });

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    form.querySelector("[data-passkey-failed]").hidden = false;
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); button.click(); });

  var ids = { credential: "passkey-credential", data: "passkey-data" };
  var forms = window.allauth.webauthn.forms;
  if (button.dataset.passkey === "add") {
    ids.add = button.id;
    ids.passwordless = "id_passwordless";
    forms.addForm({ ids: ids });
  } else if (button.dataset.passkey === "login") {
    ids.login = button.id;
    forms.loginForm({ ids: ids });
  } else {
    ids.authenticate = button.id;
    forms.authenticateForm({ ids: ids });
  }
})();
