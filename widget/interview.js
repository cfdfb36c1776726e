// A survey that is being answered: from its form to what becomes of the answer.

import { Draft } from "./draft.js";
import { SurveyForm } from "./form.js";
import { deliver, isDurable, keep } from "./outbox.js";
import { canProve } from "./proof.js";
import { contextOf, rememberThanks, tell } from "./visit.js";

/** @import { Card } from "./card.js" */
/** @import { Event, Outcome, Submission, Survey } from "./types" */

/**
 * The interviews whose answers are on their way, by the answers' keys.
 * @type {Map<string, Interview>}
 */
export const waiting = new Map();

export class Interview {
  #card;
  /** @type {Draft | undefined} */
  #draft;
  #form;
  #host;
  #survey;

  /** The key of the answer that is on its way. */
  key = "";

  /**
   * @param {Survey} survey
   * @param {Card} card
   * @param {Element} host
   */
  constructor(survey, card, host) {
    this.#survey = survey;
    this.#card = card;
    this.#host = host;
    this.#form = new SurveyForm(survey, card, () => this.#submit());
    card.ask(survey, this.#form.element);
    if (survey.partial) this.#draft = new Draft(survey, this.#form, host);
  }

  /** Nothing of what was not sent is to be sent any more. */
  stop() {
    this.#draft?.stop();
  }

  async #submit() {
    if (this.key) return;
    const flaws = this.#form.flaws();
    this.#form.mark(flaws, flaws.length ? this.#card.words.correct : "");
    if (flaws.length) return;
    this.#draft?.stop();
    this.key = keep(this.#survey.id, this.#body(), this.#draft?.key);
    waiting.set(this.key, this);
    this.#form.busy = true;
    this.#card.say(this.#card.words.sending);
    this.settle(await deliver(this.key, true, () => this.#card.say(this.#card.words.retrying)));
  }

  #body() {
    /** @type {Submission} */
    const body = { language: this.#survey.language, ...this.#form.read(), context: contextOf(this.#host) };
    if (canProve) body.form = this.#survey.form;
    return JSON.stringify(body);
  }

  /**
   * Tell what became of the answer.
   * @param {Outcome} outcome
   */
  settle(outcome) {
    if (outcome.state === "sent") this.#thank(outcome);
    else if (outcome.state === "refused") this.#refuse(outcome);
    else {
      this.#card.conclude(this.#card.words.keptTitle, isDurable(this.key) ? this.#card.words.kept : this.#card.words.keptHere);
      tell(this.#host, "kept");
    }
  }

  /**
   * @param {Event} event
   * @param {number} [status]
   */
  #end(event, status) {
    waiting.delete(this.key);
    this.key = "";
    tell(this.#host, event, status);
  }

  /** @param {Outcome} outcome */
  #thank({ message = this.#survey.thanks }) {
    this.#card.conclude(message);
    rememberThanks(this.#host, message);
    this.#end("sent");
  }

  /**
   * What was refused was not stored: a corrected answer is a new one, or takes the place of the same partial one.
   * @param {Outcome} outcome
   */
  #refuse({ status, errors = [] }) {
    if (!errors.some(({ pointer }) => pointer)) this.#draft = undefined;
    if (status === 410) this.#card.conclude(this.#card.words.closed);
    else {
      this.#card.show(this.#form.element);
      this.#form.busy = false;
      this.#form.mark(errors, errors.length ? this.#card.words.correct : this.#card.words.refused);
    }
    this.#end("failed", status);
  }
}
