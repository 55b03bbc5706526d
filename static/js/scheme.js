// Loaded before anything is painted, so that a chosen scheme never flashes and the switch never shifts.
(function (root) {
  root.dataset.script = "";
  try {
    var chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch (closed) {}
})(document.documentElement);
