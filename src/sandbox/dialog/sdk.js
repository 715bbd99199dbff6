// The sandbox's stand-in of Meta's JavaScript SDK: FB.init, FB.login, FB.getLoginStatus, FB.getAuthResponse.
(function () {
  "use strict";
  if (window.FB) return;
  var home = new URL(document.currentScript.src).origin;
  var settings = null;
  var calls = 0;
  var unknown = { authResponse: null, status: "unknown" };
  var current = unknown;

  function init(options) {
    if (!options || !/^v\d+\.\d+$/.test(options.version || "")) throw new Error("init not called with valid version");
    settings = options;
  }

  // The address of the dialog. What the page leaves out is asked as Meta's SDK asks: for a token.
  function address(options, cb) {
    var query = new URLSearchParams({
      client_id: settings.appId, display: "popup", sdk: "joey", opener: location.origin, cb: cb,
      response_type: options.override_default_response_type && options.response_type
        ? options.response_type : "token,signed_request,graph_domain"
    });
    ["scope", "config_id", "auth_type"].forEach(function (name) {
      if (options[name]) query.set(name, options[name]);
    });
    if (options.return_scopes) query.set("response_type", query.get("response_type") + ",granted_scopes");
    if (options.override_default_response_type) query.set("override_default_response_type", "true");
    if (options.extras) query.set("extras", JSON.stringify(options.extras));
    return home + "/" + settings.version + "/dialog/oauth?" + query;
  }

  function answer(text) {
    var said = new URLSearchParams(text);
    if (!said.get("code") && !said.get("access_token")) return unknown;
    var response = { userID: said.get("user_id"), expiresIn: null };
    if (said.get("code")) response.code = said.get("code");
    if (said.get("access_token")) {
      response.accessToken = said.get("access_token");
      response.expiresIn = Number(said.get("expires_in"));
      response.data_access_expiration_time = Number(said.get("data_access_expiration_time"));
      response.graphDomain = "facebook";
    }
    if (said.get("granted_scopes")) response.grantedScopes = said.get("granted_scopes");
    return { authResponse: response, status: "connected" };
  }

  function login(callback, options) {
    if (!settings) return console.error("FB.login() called before FB.init().");
    if (location.protocol !== "https:") {
      return console.error("The method FB.login can no longer be called from http pages.");
    }
    var cb = "f" + ++calls;
    var popup = window.open(address(options || {}, cb), cb, "width=600,height=760");
    if (!popup) {
      console.error("FB.login: the browser blocked the popup.");
      return callback && callback(unknown);
    }
    var closed = 0;
    // A message may still be on its way when the window is gone.
    var watch = setInterval(function () { if (popup.closed && ++closed > 2) done(unknown); }, 150);
    function hear(event) {
      if (event.origin !== home || typeof event.data !== "string") return;
      if (event.data.indexOf("cb=" + cb + "&") === 0) done(answer(event.data));
    }
    function done(result) {
      clearInterval(watch);
      window.removeEventListener("message", hear);
      current = result;
      if (callback) callback(result);
    }
    window.addEventListener("message", hear);
  }

  window.FB = {
    init: init,
    login: login,
    getLoginStatus: function (callback) { callback(current); },
    getAuthResponse: function () { return current.authResponse; }
  };
  if (typeof window.fbAsyncInit === "function" && !window.fbAsyncInit.hasRun) {
    window.fbAsyncInit.hasRun = true;
    window.fbAsyncInit();
  }
})();
