// The card that a survey is asked on, in its place on the page or in a dialog.

import { make, makeButton, newId } from "./markup.js";

/** @import { Survey } from "./types" */
/** @import { Words } from "./words.js" */

export class Card {
  #body;
  #status = make("p", { className: "status", role: "status" });

  /** Whether nothing is asked any more. */
  isOver = false;

  /** @type {HTMLDialogElement | undefined} */
  dialog;

  /**
   * @param {Words} words
   * @param {boolean} hasDialog
   */
  constructor(words, hasDialog) {
    this.words = words;
    this.#body = make("div", {}, make("p", { className: "soft" }, words.loading));
    this.element = make(hasDialog ? "div" : "section", { className: "card" }, this.#body, this.#status);
    if (hasDialog) this.#putInDialog(words);
  }

  /** @param {Words} words */
  #putInDialog(words) {
    const dialog = make("dialog", { "aria-label": words.open }, this.element);
    this.element.prepend(makeButton("×", () => dialog.close(), { className: "close", "aria-label": words.close }));
    this.dialog = dialog;
  }

  /** The part of the page that it takes. */
  get outside() {
    return this.dialog ?? this.element;
  }

  /**
   * Ask a survey.
   * @param {Survey} survey
   * @param {HTMLFormElement} form
   */
  ask({ title, intro }, form) {
    const heading = make("h2", { id: newId() }, title);
    this.outside.setAttribute("aria-labelledby", heading.id);
    this.show(heading, make("p", {}, intro), form);
  }

  /** @param {...Element} parts */
  show(...parts) {
    this.isOver = false;
    this.#body.replaceChildren(...parts);
  }

  /**
   * Say something that is read aloud without taking the focus.
   * @param {string} text
   */
  say(text, isProblem = false) {
    this.#status.textContent = text;
    this.#status.className = isProblem ? "problem" : "status";
  }

  /**
   * Show what there is to say in the end, instead of the form.
   * @param {string} title
   */
  conclude(title, text = "", takesFocus = true) {
    const said = make("div", { className: "said", tabIndex: -1 }, make("h2", {}, title), make("p", {}, text));
    const height = this.element.offsetHeight;
    this.show(said);
    this.isOver = true;
    this.say("");
    if (!takesFocus) return;
    said.focus({ preventScroll: true });
    if (height > innerHeight / 2) said.scrollIntoView({ block: "nearest" });
  }
}
