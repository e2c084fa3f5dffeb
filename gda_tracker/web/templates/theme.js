(function () {
  // Streamlit would ask for itself under every folder of the address first; each would be a 404 and a round trip.
  window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };
  // Streamlit pushes an entry for each value that it tidies out of the address; Back would only go through those.
  var push = history.pushState;
  history.pushState = function (state, title, url) {
    var isHere = url != null && new URL(url, location.href).pathname === location.pathname;
    return (isHere ? history.replaceState : push).apply(history, arguments);
  };
  // Streamlit keeps the theme a visitor chose; without a choice the system's is followed.
  try {
    var kept = localStorage.getItem("stActiveTheme-/-v2") || "";
    var chosen = /dark/i.test(kept) ? "dark" : /light/i.test(kept) ? "light" : "";
    if (chosen) document.documentElement.style.colorScheme = chosen;
  } catch (e) { /* storage may be closed to us */ }
  window.gdaMap = fetch("{{ map }}").then(function (r) { return r.text(); });
})();
