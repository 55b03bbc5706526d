// "Share …": the button is there where the browser has something to share with.
function reveal() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll("button[data-shares]")) button.hidden = false;
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-shares]");
  if (!button) return;
  const title = document.querySelector("h1").textContent.trim();
  try {
    await navigator.share({ title, url: button.dataset.shares });
  } catch {
    // Whoever closes it has changed their mind; what is refused can still be copied.
  }
});
document.addEventListener("htmx:after:swap", reveal);
reveal();
