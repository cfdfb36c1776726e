// The questions, the contact details, and what is wrong with an answer.

let lastId = 0;
const newId = () => `k${(lastId += 1)}`;

/** An element with properties (or attributes, where it has no such property) and children. */
const make = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else if (value != null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

/** Whether a rule of the survey holds for the answers so far. */
const holds = ({ question, at_most, at_least, any_of }, answers) => {
  const answer = answers[question];
  if (any_of) return [answer].flat().some((value) => any_of.includes(value));
  return typeof answer === "number" && answer <= (at_most ?? answer) && answer >= (at_least ?? answer);
};

/** A place for what is wrong with a field; `controls` say so to screen readers, `group` is described by it. */
const flawOf = (group, controls, describedBy = []) => {
  const flaw = make("p", { className: "flaw", id: newId(), hidden: true });
  group.setAttribute("aria-describedby", [...describedBy, flaw.id].join(" "));
  const mark = (text) => {
    flaw.textContent = text;
    flaw.hidden = !text;
    for (const control of controls) control.setAttribute("aria-invalid", String(Boolean(text)));
  };
  return { flaw, mark };
};

const titleOf = (question, words) => {
  const note = question.required ? [] : [make("span", { className: "soft" }, ` ${words.optional}`)];
  return [question.text, ...note];
};

const option = (type, name, value, label) =>
  make("label", {}, make("input", { type, name, value }), make("span", {}, label));

const scoreField = (question, words) => {
  const name = newId();
  const ends = make("p", { className: "ends", id: newId() });
  for (const end of ["min", "max"]) {
    const label = question[`${end}_label`];
    ends.append(make("span", {}, label ? `${question[end]} = ${label}` : ""));
  }
  const scale = make("div", { className: question.max - question.min > 6 ? "scale long" : "scale" });
  scale.style.setProperty("--steps", question.max - question.min + 1);
  for (let score = question.min; score <= question.max; score += 1) {
    scale.append(option("radio", name, String(score), String(score)));
  }
  const group = make("fieldset", { role: "radiogroup", "aria-required": question.required });
  const { flaw, mark } = flawOf(group, [group], [ends.id]);
  group.append(make("legend", {}, ...titleOf(question, words)), scale, ends, flaw);
  const chosen = () => scale.querySelector(":checked");
  return {
    element: group,
    mark,
    value: () => (chosen() ? Number(chosen().value) : undefined),
    focus: () => (chosen() ?? scale.querySelector("input")).focus(),
  };
};

const choiceField = (question, words) => {
  const options = question.choices.map(({ value, label }) => option("checkbox", newId(), value, label));
  const group = make("fieldset");
  const { flaw, mark } = flawOf(group, []);
  group.append(make("legend", {}, ...titleOf(question, words)), make("div", { className: "pills" }, ...options), flaw);
  const values = () => [...group.querySelectorAll(":checked")].map((input) => input.value);
  return {
    element: group,
    mark,
    value: () => (values().length ? values() : undefined),
    focus: () => group.querySelector("input").focus(),
  };
};

const textField = (question, words) => {
  const area = make("textarea", { id: newId(), rows: 4, maxLength: 5000, required: question.required });
  const { flaw, mark } = flawOf(area, [area]);
  const label = make("label", { className: "question", htmlFor: area.id }, ...titleOf(question, words));
  return {
    element: make("div", {}, label, area, flaw),
    mark,
    value: () => area.value.trim() || undefined,
    focus: () => area.focus(),
  };
};

const questionField = (question, words) => {
  const build = { text: textField, choice: choiceField }[question.kind] ?? scoreField;
  return { ...build(question, words), question };
};

const LINES = { name: ["text", "name", 200], email: ["email", "email", 254], phone: ["tel", "tel", 40] };

const lineField = (name, label) => {
  const [type, autocomplete, maxLength] = LINES[name];
  const input = make("input", { type, autocomplete, maxLength, id: newId() });
  const { flaw, mark } = flawOf(input, [input]);
  const element = make("div", {}, make("label", { htmlFor: input.id }, label), input, flaw);
  return { element, mark, value: () => input.value.trim() || undefined, focus: () => input.focus() };
};

const tickField = (label) => {
  const input = make("input", { type: "checkbox" });
  const { flaw, mark } = flawOf(input, [input]);
  const element = make("div", {}, make("label", { className: "tick" }, input, make("span", {}, label)), flaw);
  return { element, mark, value: () => input.checked || undefined, focus: () => input.focus() };
};

/** The contact details, behind one click until `open` is set. */
const contactFields = (texts, words) => {
  const fields = {};
  for (const name of ["name", "email", "phone", "wants_contact", "consent"]) {
    if (texts[name]) fields[name] = LINES[name] ? lineField(name, texts[name]) : tickField(texts[name]);
  }
  const title = make("span", { id: newId() }, texts.title);
  const group = make("div", { role: "group", "aria-labelledby": title.id });
  group.append(...Object.values(fields).map((field) => field.element));
  const summary = make("summary", {}, title, make("span", { className: "soft" }, ` ${words.optional}`));
  return { fields, element: make("details", { className: "contact" }, summary, group) };
};

/** What the customer left to be reached by; nothing when there is nothing. */
const contactIn = (fields) => {
  const given = Object.entries(fields).map(([name, field]) => [name, field.value()]);
  const contact = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return Object.keys(contact).some((name) => name !== "consent") ? contact : undefined;
};

/** What the server would refuse in the contact details, by pointer and code as it would say it. */
const contactFlaws = (contact) => {
  if (!contact) return [];
  const flaws = [];
  if (contact.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email)) flaws.push(["email", "invalid-email"]);
  if (contact.wants_contact && !contact.email && !contact.phone) flaws.push(["email", "contact-missing"]);
  if (!contact.consent) flaws.push(["consent", "consent-required"]);
  return flaws.map(([name, code]) => ({ pointer: `/contact/${name}`, code }));
};
