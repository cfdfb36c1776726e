// A line at the foot of the page that asks whether one would answer, and goes away when told.

import { make, makeButton, newId } from "./markup.js";
import { WEEK } from "./outbox.js";
import { read, write } from "./storage.js";

/** @import { Survey } from "./types" */
/** @import { Words } from "./words.js" */

/** @param {Element} element */
const awayName = (element) => `kuultu:dismissed:${element.getAttribute("survey")}`;

/** @param {Element} element */
export const putAway = (element) => write(awayName(element), String(Date.now()));

/** @param {Element} element */
export const isAway = (element) => Date.now() - Number(read(awayName(element))) < WEEK;

/**
 * @param {Survey} survey
 * @param {Words} words
 * @param {() => void} onAnswer
 * @param {() => void} onLeave
 */
export const bannerOf = (survey, words, onAnswer, onLeave) => {
  const title = make("p", { id: newId() }, survey.title);
  const later = makeButton(words.notNow, onLeave, { className: "plain" });
  const buttons = make("div", { className: "buttons" }, later, makeButton(words.answer, onAnswer));
  return make("section", { className: "banner", "aria-labelledby": title.id, lang: survey.language }, title, buttons);
};
