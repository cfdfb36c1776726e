// The answers so far, for a survey that keeps partial ones; whatever becomes of them, the whole answer goes its own way.

import { newKey } from "./key.js";
import { BASE, post } from "./server.js";
import { tried } from "./storage.js";
import { contextOf, draftOf } from "./visit.js";

/** @import { SurveyForm } from "./form.js" */
/** @import { Submission, Survey } from "./types" */

const CALM = 2000;

/** Sends them without contact details, under the key that the whole answer will have: after a change, and when the page is left. */
export class Draft {
  #context;
  #form;
  #isOver = false;
  #name;
  /** @type {AbortController | undefined} */
  #request;
  #sent = "";
  #survey;
  #timer = 0;

  /**
   * @param {Survey} survey
   * @param {SurveyForm} form
   * @param {Element} host
   */
  constructor(survey, form, host) {
    this.#survey = survey;
    this.#form = form;
    this.#context = contextOf(host);
    this.#name = draftOf(host);
    this.key = tried(() => sessionStorage.getItem(this.#name)) ?? newKey();
    tried(() => sessionStorage.setItem(this.#name, this.key));
    form.element.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#send(), CALM);
    });
    addEventListener("pagehide", () => this.#send());
  }

  /** The whole answer is on its way; the next one gets a key of its own. */
  stop() {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#request?.abort();
    tried(() => sessionStorage.removeItem(this.#name));
  }

  /** The body to be sent; empty while there is nothing to say. */
  get #body() {
    const { answers, website } = this.#form.read();
    if (this.#isOver || Object.values(answers).every((answer) => answer === undefined)) return "";
    /** @type {Submission} */
    const body = { language: this.#survey.language, answers, website, context: this.#context, partial: true };
    return JSON.stringify(body);
  }

  /** One attempt; what fails comes with the next change. */
  #send() {
    clearTimeout(this.#timer);
    const body = this.#body;
    if (!body || body === this.#sent) return;
    this.#sent = body;
    this.#request?.abort();
    this.#request = new AbortController();
    post(this.key, { base: BASE, survey: this.#survey.id, body }, this.#request.signal).catch(() => {
      this.#sent = "";
    });
  }
}
