// The last guard of browsing: only a page of this site, of this build, takes the place of another.
import { isSent, leave, replacesPage } from "./browse-visit.js";
import "./browse-head.js";
import "./browse-history.js";
import "./browse-line.js";

const { build } = document.getElementById("main").dataset;

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (!replacesPage(ctx)) return;
  const type = ctx.response.headers.get("Content-Type") ?? "";
  if (!/^text\/html\b/i.test(type)) leave(event);
});

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (!replacesPage(ctx)) return;
  const page = tasks.find((task) => task.type === "main")?.fragment.querySelector("main");
  if (!page) leave(event);
  // What was typed would be lost; and what plays goes on: the next page then comes as a whole.
  else if (page.dataset.build !== build && !isSent(ctx) && !isPlaying()) leave(event);
});

function isPlaying() {
  return document.getElementById("lasting-audio")?.paused === false;
}
