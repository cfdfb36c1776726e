"use strict";
const fit = (frame) => {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.height = `${page.scrollHeight}px`;
};
for (const frame of document.querySelectorAll("iframe")) {
  frame.addEventListener("load", () => fit(frame));
  fit(frame);
}
window.addEventListener("resize", () => document.querySelectorAll("iframe").forEach(fit));
setInterval(async () => {
  const [newest] = await (await fetch("/_local/mails")).json();
  document.querySelector(".news").hidden = !newest || newest.id === document.querySelector("main").dataset.newest;
}, 4000);
