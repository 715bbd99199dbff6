// Tells the page that opened this window what came of it.
(function () {
  "use strict";
  var part = document.getElementById("messages");
  var sent = false;
  function tell() {
    if (sent || !window.opener) return;
    sent = true;
    JSON.parse(part.dataset.messages).forEach(function (text) {
      window.opener.postMessage(text, part.dataset.origin);
    });
  }
  if (part.dataset.when === "load") {
    tell();
    window.close();
    return;
  }
  // On the last page, closing the window is as good as the button.
  document.querySelector("form").addEventListener("submit", function () { sent = true; });
  // At pagehide it would be too late: a message to another process is no longer sent then.
  window.addEventListener("beforeunload", tell);
})();
