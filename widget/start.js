// Where it all begins; answers that are still here are sent now, and whenever the connection comes back.

const SCRIPT = document.currentScript ?? document.querySelector("script[src*='/widget.js']");
const BASE = new URL(SCRIPT.src, location.href).href.replace(/\/widget\.js.*$/, "");
const owners = new Map();

const sendKept = async () => {
  if (navigator.onLine === false) return;
  for (const key of keptKeys()) {
    const owner = owners.get(key);
    const answer = answerWith(key);
    if (!owner && (!answer || answer.refused)) continue;
    const outcome = await deliver(key, Boolean(owner));
    if (outcome.state !== "sent" && outcome.state !== "refused") continue;
    if (owner) owner.settle(outcome);
    else document.querySelector("kuultu-survey")?.recall?.(outcome);
  }
};

if (!customElements.get("kuultu-survey")) {
  customElements.define("kuultu-survey", KuultuSurvey);
  addEventListener("online", sendKept);
  addEventListener("pageshow", (event) => event.persisted && sendKept());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendKept());
  sendKept();
}
