// Tells the site where somebody is in a lecture, and which parts of it they have watched or read.
import { refresh } from "./lecture-done.js";
import { halves } from "./hundredths.js";
import { renewToken, token } from "./lecture-token.js";

const EVERY = 10_000; // ms between two events while it goes on
const [NOTHING, REFUSED] = [204, 400];
const A_PAUSE = 60_000; // ms after which a player is a new one: another may have gone on elsewhere
const SILENT = 2; // failures in a row that need no word
const OVER = [403, 404, 410]; // however often it is told
const AWAY = "How far you are is not being saved at the moment.";

/** What is told as it changes: a position in seconds, and parts as `hundredths.js` has them. */
export function teller(page, signal) {
  const address = page.dataset.tell;
  const line = page.querySelector(".lecture-away");
  let session = null; // a promise of the player's number
  let [count, failures, last] = [0, 0, 0];
  let latest = null; // what is not told yet
  let look = () => {}; // tells what is so now
  let sending = Promise.resolve(); // until all that was sent is answered
  let [isBegun, isOver] = [false, false];

  async function ask(more) {
    const body = new URLSearchParams({ csrf_token: token(), ...more });
    return fetch(address, { method: "POST", body, keepalive: true });
  }

  async function post(more) {
    let answer = await ask(more);
    if (answer.status === REFUSED && isPage(answer)) {
      if (await renewToken()) answer = await ask(more);
      else endSignedOut();
    }
    if (OVER.includes(answer.status)) end(answer);
    if (!answer.ok) throw new Error(`${answer.status} of ${address}`);
    return answer.status === NOTHING ? {} : answer.json();
  }

  async function number() {
    try {
      return (await post({ begin: "yes" })).session;
    } catch (error) {
      session = null;
      throw error;
    }
  }

  /** At the first second that is watched or read, and again after each pause. */
  function begin() {
    isBegun = true;
    if (performance.now() - last > A_PAUSE) [session, count] = [null, 0];
    last = performance.now();
    session ??= number();
    session.catch(fail);
  }

  async function send() {
    if (!latest || isOver) return;
    const told = latest;
    latest = null;
    last = performance.now();
    try {
      session ??= number();
      const player = await session;
      const [first, second] = halves(told.parts);
      const position = Math.floor(told.position);
      succeed(await post({ session: player, count: (count += 1), position, first, second }));
    } catch {
      latest ??= told;
      fail();
    }
  }

  function succeed({ done, reopened }) {
    failures = 0;
    if (isOver) return;
    line.textContent = "";
    if (reopened) document.dispatchEvent(new Event("lecture:reopened"));
    if (done && !signal.aborted) refresh();
  }

  /** Nothing is told any more, and why: who left in another tab, or is signed out there. */
  function end(answer) {
    if (answer.status === 403 && isPage(answer)) return endSignedOut();
    const why = answer.status === 403 ? "You are not enrolled any more." : "This lecture is gone.";
    say(why, "Back to the course", page.querySelector(".lecture-way .own").href);
  }

  const endSignedOut = () => say("You are signed out.", "Sign in again", line.dataset.signIn);

  function say(why, textContent, href) {
    isOver = true;
    const link = Object.assign(document.createElement("a"), { href, textContent });
    line.replaceChildren(`${why} How far you are is not being saved. `, link);
  }

  function fail() {
    failures += 1;
    if (isOver) return;
    if (failures > SILENT) line.textContent = AWAY;
  }

  function sendNow() {
    sending = Promise.all([sending, send()]).then(() => {});
    return sending;
  }

  function flush() {
    look();
    return sendNow();
  }

  /** What leads away without htmx: the earlier it is told, the more the next page knows. */
  function leaveBy(event) {
    if (!event.defaultPrevented && (event.type === "submit" || event.target.closest("a[href]"))) flush();
  }

  const on = (name, does, target = document) => target.addEventListener(name, does, { signal });
  // What was played before counts no more; else one would have to be a new player to say so.
  on("lecture:reopened", () => { [latest, session, count] = [null, null, 0]; });
  on("click", leaveBy);
  on("submit", leaveBy);
  on("visibilitychange", () => document.hidden && flush());
  on("pagehide", flush, window);
  signal.addEventListener("abort", flush);

  return {
    begin,
    /** Just before all is told, `does` tells what is so by then. */
    lookBy(does) { look = does; },
    /** What changes little by little; nothing before it is begun. */
    tell(position, parts) {
      if (!isBegun) return;
      latest = { position, parts };
      if (performance.now() - last >= EVERY) sendNow();
    },
    /** What is so at an end of it: a pause, another page. Gives when it is answered. */
    flush,
  };
}

const isPage = ({ headers }) => headers.get("content-type")?.startsWith("text/html");
