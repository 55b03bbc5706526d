// "Print": the button is there with script alone.
function reveal() {
  for (const button of document.querySelectorAll("button[data-prints]")) button.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("button[data-prints]")) print();
});
document.addEventListener("htmx:after:swap", reveal);
reveal();
