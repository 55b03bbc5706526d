// Sends what was typed, and finds out why it was not taken: "kept", or why not in a word.
const LARGEST_LEAVING = 60_000; // browsers send 64 KiB on once a page is gone
const PATIENCE = 20_000; // ms
const WORDS = { 400: "out", 403: "out", 404: "gone", 413: "large" };

/** The word, and the part of a page that the site answers. */
export async function send(address, fields, isLeaving) {
  const keepalive = isLeaving && fields.toString().length < LARGEST_LEAVING;
  const options = { method: "POST", body: fields, redirect: "manual", keepalive };
  try {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) return { word: "kept", said: partIn(await answer.text()) };
    return { word: WORDS[answer.status] ?? "away" };
  } catch {
    return { word: "away" };
  }
}

function partIn(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector(".drafts-said");
}

/**
 * Whether somebody is signed in here by now, in another tab: "in", or the word for why not.
 *
 * Who signs in gets another token; every form of this page then holds that one.
 */
export async function renew(address) {
  try {
    const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.type === "opaqueredirect") return "out";
    if (!answer.ok) return answer.status === 403 ? "no" : "away";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrf_token]")?.value;
    if (!token) return "out";
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
    return "in";
  } catch {
    return "away";
  }
}
