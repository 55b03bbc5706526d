// One voice: what starts, in this tab or another, pauses everything else that can be heard.
function pauseAllBut(started) {
  for (const each of document.querySelectorAll("audio, video")) if (each !== started) each.pause();
}

export function startTabs() {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("player") : null;
  channel?.addEventListener("message", () => pauseAllBut(null));
  document.addEventListener("play", ({ target }) => {
    if (!(target instanceof HTMLMediaElement)) return; // Plyr tells of its video once more
    pauseAllBut(target);
    channel?.postMessage("play");
  }, true);
}
