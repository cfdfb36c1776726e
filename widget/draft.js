// The answers so far, for a survey that keeps partial ones; whatever becomes of them, the whole answer goes its own way.

const CALM = 2000;

/** Sends them without contact details, under the key that the whole answer will have: after a change, and when the page is left. */
class Draft {
  constructor(form, context, name) {
    const key = tried(() => sessionStorage.getItem(name)) ?? newKey();
    tried(() => sessionStorage.setItem(name, key));
    Object.assign(this, { survey: form.survey, form, context, name, key });
    form.element.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#send(), CALM);
    });
    addEventListener("pagehide", () => this.#send());
  }

  /** The whole answer is on its way; the next one gets a key of its own. */
  stop() {
    clearTimeout(this.timer);
    this.isOver = true;
    this.request?.abort();
    tried(() => sessionStorage.removeItem(this.name));
  }

  get #body() {
    const { answers, website } = this.form.read();
    if (this.isOver || Object.values(answers).every((answer) => answer === undefined)) return "";
    return JSON.stringify({ language: this.survey.language, answers, website, context: this.context, partial: true });
  }

  /** One attempt; what fails comes with the next change. */
  #send() {
    clearTimeout(this.timer);
    const body = this.#body;
    if (!body || body === this.sent) return;
    this.sent = body;
    this.request?.abort();
    this.request = new AbortController();
    post(this.key, { base: BASE, survey: this.survey.id, body }, {}, this.request.signal).catch(() => (this.sent = ""));
  }
}
