// What an element's attributes and its page say of this visit.

import { tried } from "./storage.js";

/** @import { Context, Event, Mode } from "./types" */

/**
 * @param {Element} element
 * @returns {Mode}
 */
export const modeOf = (element) => {
  const mode = element.getAttribute("mode");
  return mode === "button" || mode === "banner" ? mode : "inline";
};

/**
 * What this visit is about: one answer is expected for each.
 * @param {Element} element
 */
const aboutOf = (element) =>
  ["survey", "unit", "reference", "touchpoint"].map((name) => element.getAttribute(name) ?? "").join("|");

/**
 * The place where this tab keeps its unfinished answer.
 * @param {Element} element
 */
export const draftOf = (element) => `kuultu:draft:${aboutOf(element)}`;

/**
 * Where an element's answer is given, and what it is about.
 * @param {Element} element
 */
export const contextOf = (element) => {
  /** @type {Context} */
  const context = {};
  for (const name of /** @type {const} */ (["unit", "reference", "touchpoint"])) {
    context[name] = element.getAttribute(name) || undefined;
  }
  // Without the query, which may hold what is nobody's business.
  if (location.protocol.startsWith("http")) context.page = (location.origin + location.pathname).slice(0, 2000);
  return context;
};

/**
 * Remember in this tab that the visit has had its answer, and the thanks for it.
 * @param {Element} element
 * @param {string} thanks
 */
export const rememberThanks = (element, thanks) => {
  tried(() => sessionStorage.setItem(`kuultu:said:${aboutOf(element)}`, thanks));
};

/**
 * The thanks for an earlier answer. Back and reload come back to the same answer; anything else is a new visit.
 * @param {Element} element
 */
export const earlierThanks = (element) => {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const isReturn = /back|reload/.test(navigation?.type);
  return isReturn && tried(() => sessionStorage.getItem(`kuultu:said:${aboutOf(element)}`));
};

/**
 * Let the page hear what happens.
 * @param {Element} element
 * @param {Event} event
 * @param {number} [status]
 */
export const tell = (element, event, status) => {
  const survey = element.getAttribute("survey");
  const detail = { survey, unit: element.getAttribute("unit"), mode: modeOf(element), status };
  element.dispatchEvent(new CustomEvent(`kuultu:${event}`, { bubbles: true, composed: true, detail }));
};
