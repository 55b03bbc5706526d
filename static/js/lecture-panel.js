// Transcript or outline beside the video: one at a time, the links above them its tabs.
export function startPanel(page, signal) {
  const side = page.querySelector(".lecture-side");
  const tabs = [...side.querySelectorAll(".tabs a")];

  function show(event) {
    const tab = event.target.closest(".tabs a");
    if (!tab || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    for (const each of tabs) each.toggleAttribute("aria-current", false);
    tab.setAttribute("aria-current", "true");
    side.dataset.shown = tab.hash.slice(1);
  }

  side.addEventListener("click", show, { signal });
}
