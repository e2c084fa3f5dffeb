// On My report another item takes the form's place: whoever chose it below sees and hears its beginning.
(function () {
  var leads = '[class*="st-key-next-"],[class*="st-key-item-"],.st-key-first-to-mend,.st-key-first-warning';
  document.addEventListener("click", function (event) {
    var before = document.querySelector(".stApp .gda-item-head h2");
    if (before && event.target.closest?.(leads)) look(before.textContent, 60);
  });
  function look(before, tries) {
    var found = document.querySelector(".stApp .gda-item-head h2");
    if (!found || found.textContent === before) {
      if (tries) setTimeout(look, 50, before, tries - 1);
      return;
    }
    found.focus({ preventScroll: true });
    var top = found.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) found.scrollIntoView();
  }
})();
