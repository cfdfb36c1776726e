// The form of a survey: its questions, the contact details, and what is wrong with an answer.

import { contactFields, contactFlaws, contactIn } from "./contact.js";
import { holds, questionField } from "./fields.js";
import { make } from "./markup.js";

/** @import { Answers, Field, Flaw, Survey } from "./types" */
/** @import { Card } from "./card.js" */
/** @import { Word } from "./words.js" */

export class SurveyForm {
  #button;
  #card;
  #contact;
  #fields;
  #isUnhappy = false;
  #note;
  #survey;
  #trap = make("input", { name: "website", tabIndex: -1, autocomplete: "off", "aria-hidden": "true" });

  /**
   * @param {Survey} survey
   * @param {Card} card
   * @param {() => void} onSubmit
   */
  constructor(survey, card, onSubmit) {
    this.#survey = survey;
    this.#card = card;
    this.#fields = survey.questions.map((question) => questionField(question, card.words));
    this.#contact = contactFields(survey.contact, card.words);
    this.#button = make("button", { type: "submit" }, card.words.send);
    this.#note = make("p", { className: "soft" }, card.words.partial);
    const questions = this.#fields.map((field) => field.element);
    const rest = [this.#contact.element, this.#trap, this.#note, this.#button];
    const onchange = () => this.#show();
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      onSubmit();
    };
    this.element = make("form", { noValidate: true, onchange, onsubmit }, ...questions, ...rest);
    this.#show();
  }

  /** Show what is to be asked now: at first only the first score, so that nothing on the page has to move. */
  #show() {
    const before = this.#hidden;
    const first = this.#fields.findIndex(({ question }) => question.min !== null);
    const isBegun = first < 0 || this.#fields[first].value() !== undefined;
    const answers = this.#showQuestions(isBegun ? Infinity : first);
    this.#contact.element.hidden = !isBegun;
    this.#button.hidden = !isBegun;
    this.#note.hidden = !isBegun || !this.#survey.partial;
    const asks = this.#opensContact(answers);
    if (asks || this.#hidden < before) this.#card.say(this.#card.words.more);
  }

  get #hidden() {
    return this.element.querySelectorAll(":scope > [hidden]").length;
  }

  /**
   * Show the questions as far as `last` for which the answers before give reason; returns the answers to them.
   * @param {number} last
   */
  #showQuestions(last) {
    /** @type {Answers} */
    const answers = {};
    this.#fields.forEach(({ element, question, value }, index) => {
      const rule = question.show_when;
      element.hidden = index > last || Boolean(rule && !holds(rule, answers));
      if (!element.hidden) answers[question.id] = value();
    });
    return answers;
  }

  /**
   * Open the contact details once the answers become unhappy; true if they just did.
   * @param {Answers} answers
   */
  #opensContact(answers) {
    const isUnhappy = (this.#survey.contact_when ?? []).some((rule) => holds(rule, answers));
    const opens = isUnhappy && !this.#isUnhappy;
    if (opens) this.#contact.element.open = true;
    this.#isUnhappy = isUnhappy;
    return opens;
  }

  /** The answers to what is shown, the contact details, and what only a machine fills in. */
  read() {
    const shown = this.#fields.filter((field) => !field.element.hidden);
    /** @type {Answers} */
    const answers = Object.fromEntries(shown.map((field) => [field.question.id, field.value()]));
    return { answers, contact: contactIn(this.#contact.fields), website: this.#trap.value || undefined };
  }

  /** What is missing or wrong, as far as this page can tell. */
  flaws() {
    const missing = this.#fields.filter(
      ({ question, element, value }) => question.required && !element.hidden && value() === undefined,
    );
    const flaws = missing.map(({ question }) => ({ pointer: `/answers/${question.id}`, code: "required" }));
    return [...flaws, ...contactFlaws(contactIn(this.#contact.fields))];
  }

  /**
   * Mark flaws at their fields and go to the first; `text` says what it means for the answer.
   * @param {Flaw[]} flaws
   * @param {string} text
   */
  mark(flaws, text) {
    /** @type {Field | undefined} */
    let first;
    for (const [pointer, field] of this.#places()) {
      const flaw = flaws.find((candidate) => candidate.pointer === pointer);
      field.mark(flaw ? this.#card.words[/** @type {Word} */ (flaw.code)] ?? this.#card.words.check : "");
      if (flaw && pointer.startsWith("/contact")) this.#contact.element.open = true;
      if (flaw) first ??= field;
    }
    this.#card.say(text, true);
    first?.focus();
  }

  /** The fields by the pointers that flaws have. */
  #places() {
    /** @type {Map<string, Field>} */
    const places = new Map();
    for (const field of this.#fields) places.set(`/answers/${field.question.id}`, field);
    for (const [name, field] of Object.entries(this.#contact.fields)) places.set(`/contact/${name}`, field);
    return places;
  }

  /** Whether the form is to be left as it is for a moment; it keeps the focus. */
  set busy(/** @type {boolean} */ isBusy) {
    this.element.setAttribute("aria-busy", String(isBusy));
    this.#button.setAttribute("aria-disabled", String(isBusy));
  }
}
