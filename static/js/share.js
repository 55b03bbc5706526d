// "Share …": the button is there where the browser has something to share with. Whoever follows the
// link to one question has its address on the clipboard too; what an address leads to stands out.
const SHOWN = 2500; // ms

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
/** As `:target`, which no browser sets where a script has brought the page. */
function mark() {
  for (const old of document.querySelectorAll(".led-to")) old.classList.remove("led-to");
  const found = document.getElementById(location.hash.slice(1));
  if (found?.closest(".pair")) found.classList.add("led-to");
}

async function copy(link) {
  const page = document.getElementById("page-address")?.textContent ?? location.href;
  const status = link.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(new URL(link.hash, page).href);
  } catch {
    return; // without https, or refused: the address bar has it
  }
  if (status.textContent) return;
  status.textContent = "Copied";
  setTimeout(() => (status.textContent = ""), SHOWN);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".pair-link");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) copy(link);
});
addEventListener("hashchange", mark);
document.addEventListener("htmx:after:history:update", mark);
document.addEventListener("htmx:after:swap", mark);
document.addEventListener("htmx:after:swap", reveal);
reveal();
mark();
