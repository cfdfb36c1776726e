// The questions as fields of a form, and the mark of a flaw at a field.

import { make, newId } from "./markup.js";

/** @import { Answers, Choices, Field, Question, QuestionField, Rule, Scale, Text } from "./types" */
/** @import { Words } from "./words.js" */

/**
 * Whether a rule of the survey holds for the answers so far.
 * @param {Rule} rule
 * @param {Answers} answers
 */
export const holds = ({ question, at_most, at_least, any_of }, answers) => {
  const answer = answers[question];
  if (any_of) return [answer].flat().some((value) => any_of.includes(/** @type {string} */ (value)));
  return typeof answer === "number" && answer <= (at_most ?? answer) && answer >= (at_least ?? answer);
};

/**
 * A field with a place for what is wrong with it; `described` is the part that screen readers say it of.
 * @template Value
 * @param {HTMLElement} element
 * @param {Element} described
 * @param {() => Value} value
 * @param {string} description
 * @returns {Field<Value>}
 */
export const fieldOf = (element, described, value, description = "") => {
  const flaw = make("p", { className: "flaw", id: newId(), hidden: true });
  described.setAttribute("aria-describedby", `${description} ${flaw.id}`.trim());
  element.append(flaw);
  const mark = (/** @type {string} */ text) => {
    flaw.textContent = text;
    flaw.hidden = !text;
    // A group of ticks cannot be invalid: ARIA knows no such group.
    if (!described.matches("fieldset:not([role])")) described.setAttribute("aria-invalid", String(Boolean(text)));
  };
  const focus = () => {
    /** @type {HTMLElement | null} */
    const control = element.querySelector("[type=radio]:checked") ?? element.querySelector("input, textarea");
    control?.focus();
  };
  return { element, mark, value, focus };
};

/**
 * Says that nobody has to answer.
 * @param {Words} words
 */
export const optionalNote = (words) => make("span", { className: "soft" }, ` ${words.optional}`);

/**
 * @param {Question} question
 * @param {Words} words
 */
const titleOf = ({ text, required }, words) => (required ? [text] : [text, optionalNote(words)]);

/**
 * @param {string} type
 * @param {string} name
 * @param {string} value
 * @param {string} label
 */
const optionOf = (type, name, value, label) =>
  make("label", {}, make("input", { type, name, value }), make("span", {}, label));

/** @param {Scale} question */
const scaleOf = ({ min, max }) => {
  const name = newId();
  const scale = make("div", { className: max - min > 6 ? "scale long" : "scale" });
  scale.style.setProperty("--steps", String(max - min + 1));
  for (let score = min; score <= max; score += 1) scale.append(optionOf("radio", name, String(score), String(score)));
  return scale;
};

/**
 * @param {number} score
 * @param {string | null} label
 */
const endOf = (score, label) => make("span", {}, label ? `${score} = ${label}` : "");

/**
 * @param {Scale} question
 * @param {Words} words
 */
const scoreField = (question, words) => {
  const { required, min, max, min_label, max_label } = question;
  const scale = scaleOf(question);
  const ends = make("p", { className: "ends", id: newId() }, endOf(min, min_label), endOf(max, max_label));
  const legend = make("legend", {}, ...titleOf(question, words));
  const group = make("fieldset", { role: "radiogroup", "aria-required": required }, legend, scale, ends);
  const value = () => {
    /** @type {HTMLInputElement | null} */
    const chosen = scale.querySelector(":checked");
    return chosen ? Number(chosen.value) : undefined;
  };
  return fieldOf(group, group, value, ends.id);
};

/**
 * @param {Choices} question
 * @param {Words} words
 */
const choiceField = (question, words) => {
  const options = question.choices.map(({ value, label }) => optionOf("checkbox", newId(), value, label));
  const legend = make("legend", {}, ...titleOf(question, words));
  const group = make("fieldset", {}, legend, make("div", { className: "pills" }, ...options));
  const values = () => {
    const chosen = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll(":checked"));
    return chosen.length ? Array.from(chosen, (input) => input.value) : undefined;
  };
  return fieldOf(group, group, values);
};

/**
 * A field for words, below its label.
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {HTMLLabelElement} label
 */
export const entryField = (control, label) => {
  control.id = newId();
  label.htmlFor = control.id;
  return fieldOf(make("div", {}, label, control), control, () => control.value.trim() || undefined);
};

/**
 * @param {Text} question
 * @param {Words} words
 */
const textField = (question, words) => {
  const area = make("textarea", { rows: 4, maxLength: 5000, required: question.required });
  return entryField(area, make("label", { className: "question" }, ...titleOf(question, words)));
};

/**
 * @param {Question} question
 * @param {Words} words
 */
const fieldFor = (question, words) => {
  if (question.kind === "text") return textField(question, words);
  if (question.kind === "choice") return choiceField(question, words);
  return scoreField(question, words);
};

/**
 * A question with its field.
 * @param {Question} question
 * @param {Words} words
 * @returns {QuestionField}
 */
export const questionField = (question, words) => ({ ...fieldFor(question, words), question });
