// Where it all begins; answers that are still here are sent now, and whenever the connection comes back.

import { KuultuSurvey } from "./element.js";
import { waiting } from "./interview.js";
import { answerWith, deliver, keptKeys } from "./outbox.js";

/**
 * Send a kept answer, and tell its interview, or else the first element on the page, what became of it.
 * @param {string} key
 */
const send = async (key) => {
  const interview = waiting.get(key);
  const answer = answerWith(key);
  if (!interview && (!answer || answer.refused)) return;
  const outcome = await deliver(key, Boolean(interview));
  if (outcome.state !== "sent" && outcome.state !== "refused") return;
  /** @type {KuultuSurvey | null} */
  const element = document.querySelector("kuultu-survey");
  if (interview) interview.settle(outcome);
  else element?.recall?.(outcome);
};

const sendKept = async () => {
  if (navigator.onLine === false) return;
  for (const key of keptKeys()) await send(key);
};

if (!customElements.get("kuultu-survey")) {
  customElements.define("kuultu-survey", KuultuSurvey);
  addEventListener("online", sendKept);
  addEventListener("pageshow", (event) => {
    if (event.persisted) sendKept();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendKept();
  });
  sendKept();
}
