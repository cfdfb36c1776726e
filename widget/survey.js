// One survey on a page: shown, answered, and told what became of the answer.

/** Where an element's answer is given, and what it is about. */
const contextOf = (element) => {
  const context = {};
  for (const name of ["unit", "reference", "touchpoint"]) context[name] = element.getAttribute(name) || undefined;
  // Without the query, which may hold what is nobody's business.
  if (location.protocol.startsWith("http")) context.page = (location.origin + location.pathname).slice(0, 2000);
  return context;
};

/** The form of a survey; `say` shows a line below it, which screen readers speak. */
class SurveyForm {
  constructor(survey, words, say, onSubmit) {
    Object.assign(this, { survey, words, say });
    this.fields = survey.questions.map((question) => questionField(question, words));
    this.contact = contactFields(survey.contact, words);
    this.button = make("button", { type: "submit" }, words.send);
    this.note = make("p", { className: "soft" }, words.partial);
    this.trap = make("input", { name: "website", tabIndex: -1, autocomplete: "off", "aria-hidden": "true" });
    const parts = this.fields.map((field) => field.element);
    this.element = make("form", { noValidate: true }, ...parts, this.contact.element, this.trap, this.note, this.button);
    this.element.addEventListener("change", () => this.show());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      onSubmit();
    });
    this.show();
  }

  /** Show what is to be asked now: at first only the first score, so that nothing on the page has to move. */
  show() {
    const answers = {};
    const first = this.fields.findIndex(({ question }) => question.min != null);
    const begun = first < 0 || this.fields[first].value() !== undefined;
    const before = this.element.querySelectorAll(":scope > [hidden]").length;
    this.fields.forEach((field, index) => {
      const rule = field.question.show_when;
      field.element.hidden = (!begun && index > first) || Boolean(rule && !holds(rule, answers));
      if (!field.element.hidden) answers[field.question.id] = field.value();
    });
    const unhappy = (this.survey.contact_when ?? []).some((rule) => holds(rule, answers));
    this.contact.element.hidden = this.button.hidden = !begun;
    this.note.hidden = !begun || !this.survey.partial;
    const asks = unhappy && !this.unhappy;
    if (asks) this.contact.element.open = true;
    this.unhappy = unhappy;
    const appeared = this.element.querySelectorAll(":scope > [hidden]").length < before;
    if (appeared || asks) this.say(this.words.more);
  }

  /** The answers to what is shown, the contact details, and what only a machine fills in. */
  read() {
    const shown = this.fields.filter((field) => !field.element.hidden);
    const answers = Object.fromEntries(shown.map((field) => [field.question.id, field.value()]));
    return { answers, contact: contactIn(this.contact.fields), website: this.trap.value || undefined };
  }

  /** What is missing or wrong, as far as one can tell here. */
  flaws() {
    const missing = this.fields.filter(
      (field) => field.question.required && !field.element.hidden && field.value() === undefined,
    );
    const flaws = missing.map(({ question }) => ({ pointer: `/answers/${question.id}`, code: "required" }));
    return [...flaws, ...contactFlaws(contactIn(this.contact.fields))];
  }

  /** Mark flaws at their fields and go to the first; `text` says what it means for the answer. */
  mark(flaws, text) {
    const places = {};
    for (const field of this.fields) places[`/answers/${field.question.id}`] = field;
    for (const [name, field] of Object.entries(this.contact.fields)) places[`/contact/${name}`] = field;
    for (const field of Object.values(places)) field.mark("");
    const marked = flaws.filter(({ pointer }) => places[pointer]);
    for (const { pointer, code } of marked) places[pointer].mark(this.words[code] ?? this.words.check);
    if (marked.some(({ pointer }) => pointer.startsWith("/contact"))) this.contact.element.open = true;
    this.say(text, true);
    const [first] = Object.keys(places).filter((pointer) => marked.some((flaw) => flaw.pointer === pointer));
    if (first) places[first].focus();
  }

  /** Whether the form is to be left as it is for a moment; it keeps the focus. */
  set busy(isBusy) {
    this.element.setAttribute("aria-busy", String(isBusy));
    this.button.setAttribute("aria-disabled", String(isBusy));
  }
}
