// Opens WhatsApp's Embedded Signup on a click and hands what comes of it back to the program that serves this page.
(function () {
  "use strict";
  var setup = document.getElementById("setup").dataset;
  var button = document.getElementById("go");
  var words = document.getElementById("words");
  var form = document.forms[0];
  var code = null, event = null, answered = false, opened = 0, posted = false;

  function say(text) { words.textContent = text; }

  // Meta's events come from https and facebook.com or a host below it; the sandbox's from its own place alone.
  function isMetas(origin) {
    if (setup.origin) return origin === setup.origin;
    var host = /^https:\/\/([a-z0-9.-]+)$/.exec(origin);
    return !!host && (host[1] === "facebook.com" || host[1].slice(-13) === ".facebook.com");
  }

  function post() {
    if (posted) return;
    posted = true;
    form.code.value = code || "";
    form.event.value = event ? JSON.stringify(event) : "";
    form.submit();
  }

  // A code lives thirty seconds, so it does not wait long for the event, nor an event for the code.
  function settle() {
    if (code && event) return post();
    if (code) return void setTimeout(post, 1500);
    if (event) return void setTimeout(post, answered ? 500 : 8000);
    if (answered && Date.now() - opened < 1000) {
      answered = false;
      button.disabled = false;
      return say("The window did not open. Allow popups for this page, then press the button again.");
    }
    if (answered) setTimeout(function () { if (!code && !event) post(); }, 1500);
  }

  window.addEventListener("message", function (message) {
    if (!isMetas(message.origin) || typeof message.data !== "string") return;
    var said;
    try { said = JSON.parse(message.data); } catch (_) { return; }
    if (!said || said.type !== "WA_EMBEDDED_SIGNUP") return;
    event = said;
    settle();
  });

  window.fbAsyncInit = function () {
    FB.init({ appId: setup.app, autoLogAppEvents: true, xfbml: true, version: setup.version });
    button.disabled = false;
    say("Press the button; Meta's signup opens in a window of its own.");
  };

  button.addEventListener("click", function () {
    button.disabled = true;
    opened = Date.now();
    say("Finish the signup in the window that has opened, and leave this one open.");
    FB.login(function (response) {
      answered = true;
      code = (response.authResponse && response.authResponse.code) || code;
      settle();
    }, { config_id: setup.config, response_type: "code", override_default_response_type: true, extras: { setup: {} } });
  });

  var sdk = document.createElement("script");
  sdk.src = setup.sdk;
  sdk.async = true;
  sdk.crossOrigin = "anonymous";
  sdk.onerror = function () { say("Meta's script could not be loaded. Switch off what blocks it for this page, then load it again."); };
  document.head.appendChild(sdk);
})();
