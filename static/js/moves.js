// Enter in a field of a move presses the button of that move, not the first one of the whole form.
function press(event) {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
  const button = event.target.closest(".moves .action")?.querySelector("button[type=submit]");
  if (!button) return;
  event.preventDefault();
  button.click();
}

document.addEventListener("keydown", press);
