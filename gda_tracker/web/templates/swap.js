(function () {
  var first = document.getElementById("gda-first"), root = document.documentElement;
  if (!first) return;
  var wantsLead = !!first.querySelector(".gda-lead"), wantsFunnel = !!first.querySelector(".gda-funnel");
  // Streamlit drops the fragment from the address, so what it names is remembered now and looked for afterwards.
  var chart = /^#chart-[\w-]+$/.test(location.hash) ? location.hash.slice(1) : "";
  root.classList.add("gda-waiting");
  var done = false;
  function swap() {
    if (done) return;
    done = true;
    watcher.disconnect();
    requestAnimationFrame(function () {
      root.classList.remove("gda-waiting");
      root.style.colorScheme = "";
      first.remove();
      // The page's own scroller is reached by what stands in it; as a stop of its own it would only read out the strip.
      document.querySelector(".stApp [data-testid='stMain']")?.setAttribute("tabindex", "-1");
      performance.mark("gda-swapped");
      if (chart) show(50);
    });
  }
  function show(tries) {
    var found = document.querySelector(".stApp .st-key-" + chart);
    if (found && found.querySelector(".gda-chart-head")) found.scrollIntoView();
    else if (tries) setTimeout(show, 100, tries - 1);
  }
  function stands() {
    var app = document.querySelector(".stApp");
    if (!app || !app.querySelector("[data-testid='stMain']")) return false;
    if (!wantsLead) return !!app.querySelector(".stMain .stElementContainer");
    return !!app.querySelector(".gda-lead") && (!wantsFunnel || !!app.querySelector(".gda-funnel"));
  }
  var watcher = new MutationObserver(function () { if (stands()) swap(); });
  watcher.observe(root, { childList: true, subtree: true });
  setTimeout(swap, 10000);
})();
