// What became of a press is seen and heard: a notice that stands out of sight is scrolled to and takes the focus.
(function () {
  // Another item of My report has a beginning of its own, which turn.js leads to.
  var turns = '[class*="st-key-next-"],[class*="st-key-item-"],.st-key-first-to-mend,.st-key-first-warning';
  var last = { button: "", notice: "" };
  document.addEventListener("click", function (event) {
    var button = event.target.closest?.(".stMain button, [role=dialog] button");
    if (!button || button.closest(turns)) return;
    var name = (button.closest("[class*='st-key-']")?.className || "") + button.textContent;
    wait(name, notices().map(words), false, 150);
  });
  document.addEventListener("keydown", function (event) {
    if (event.altKey && event.key.length === 1 && !event.repeat) wait(event.code, notices().map(words), false, 150);
  });
  function notices() {
    return [...document.querySelectorAll(".stMain .gda-mend-box, .stMain .gda-said-once")].filter(function (one) {
      return one.getClientRects().length;
    });
  }
  function words(one) {
    return one.textContent.trim();
  }
  function wait(name, before, hasRun, tries) {
    var isAtRest = document.querySelector('.stApp[data-test-script-state="notRunning"]');
    var fresh = notices().filter(function (one) { return !before.includes(words(one)); });
    // The same press with the same answer: the notice stands where it stood, and nothing in the page has changed.
    if (!fresh.length && hasRun && isAtRest && name === last.button)
      fresh = notices().filter(function (one) { return words(one) === last.notice; });
    if (fresh.length && isAtRest) {
      last = { button: name, notice: words(fresh[0]) };
      show(fresh[0]);
    } else if (tries && !(hasRun && isAtRest)) setTimeout(wait, 100, name, before, hasRun || !isAtRest, tries - 1);
  }
  function show(notice) {
    var place = notice.getBoundingClientRect(), isSeen = place.top >= 100 && place.bottom <= innerHeight;
    if (isSeen && document.activeElement !== document.body) return;
    notice.tabIndex = -1;
    notice.focus({ preventScroll: true });
    if (!isSeen) notice.scrollIntoView({ block: "center" });
  }
})();
