(function () {
  // Streamlit would ask for itself under every folder of the address first; each would be a 404 and a round trip.
  window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };
  // Streamlit keeps the theme a visitor chose; without a choice the system's is followed.
  try {
    var kept = localStorage.getItem("stActiveTheme-/-v2") || "";
    var chosen = /dark/i.test(kept) ? "dark" : /light/i.test(kept) ? "light" : "";
    if (chosen) document.documentElement.style.colorScheme = chosen;
  } catch (e) { /* storage may be closed to us */ }
  window.gdaMap = fetch("{{ map }}").then(function (r) { return r.text(); });
})();
