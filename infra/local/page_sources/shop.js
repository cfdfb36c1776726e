"use strict";
const form = document.getElementById("survey");
const problem = document.querySelector(".problem[role=alert]");
const words = JSON.parse(document.getElementById("words").textContent);
const questions = [...form.querySelectorAll("[data-question]")];
let key = crypto.randomUUID();

const answerOf = (field) => {
  const chosen = [...field.querySelectorAll("input:checked")].map((input) => input.value);
  if (field.dataset.kind === "text") return field.querySelector("textarea").value.trim() || undefined;
  if (field.dataset.kind === "choice") return chosen.length ? chosen : undefined;
  return chosen.length ? Number(chosen[0]) : undefined;
};

const answers = () => {
  const shown = questions.filter((field) => !field.hidden);
  return Object.fromEntries(shown.map((field) => [field.dataset.question, answerOf(field)]));
};

const contact = () => {
  const given = {};
  for (const input of form.querySelectorAll("[data-contact]")) {
    const value = input.type === "checkbox" ? input.checked : input.value.trim();
    if (value) given[input.dataset.contact] = value;
  }
  return Object.keys(given).length ? given : undefined;
};

const showQuestions = () => {
  for (const field of questions.filter((one) => one.dataset.shown)) {
    const { question, at_most, at_least } = JSON.parse(field.dataset.shown);
    const score = answers()[question];
    field.hidden = score === undefined || score > (at_most ?? score) || score < (at_least ?? score);
  }
};

const forgetFlaws = () => {
  problem.hidden = true;
  form.querySelectorAll(".flaw").forEach((flaw) => flaw.remove());
};

const placeOf = (pointer) => {
  const [part, name] = pointer.split("/").slice(1);
  const field = part === "answers" ? `[data-question="${CSS.escape(name)}"]` : `[data-contact="${CSS.escape(name ?? "")}"]`;
  const found = form.querySelector(field);
  return found && (part === "answers" ? found : found.closest("label, div"));
};

const showFlaws = (errors) => {
  for (const { pointer, code } of errors) {
    const flaw = document.createElement("p");
    flaw.className = "flaw";
    flaw.textContent = words[code] ?? words.check_this;
    const place = placeOf(pointer);
    if (place) place.matches("label") ? place.after(flaw) : place.append(flaw);
  }
  const first = form.querySelector(".flaw");
  if (first) first.parentElement.scrollIntoView({ block: "center", behavior: "smooth" });
};

const showProblem = (text) => {
  problem.textContent = text;
  problem.hidden = false;
  problem.scrollIntoView({ block: "center" });
};

const showThanks = (message) => {
  const thanks = document.querySelector(".thanks");
  thanks.querySelector("h2").textContent = message;
  for (const part of [form, ...document.querySelectorAll(".card > h2, .card > p")]) part.hidden = true;
  thanks.hidden = false;
  thanks.focus();
  thanks.scrollIntoView({ block: "center" });
};

const send = () => fetch(`/v1/surveys/${encodeURIComponent(form.dataset.survey)}/responses`, {
  method: "POST",
  headers: { "Content-Type": "application/json", "Idempotency-Key": key },
  body: JSON.stringify({
    language: form.dataset.language,
    answers: answers(),
    contact: contact(),
    context: { unit: form.dataset.unit, page: location.origin + "/" },
  }),
});

const submit = async () => {
  const answer = await send();
  const content = await answer.json();
  if (answer.ok) return showThanks(content.message);
  // What was refused was not stored, so a corrected answer is a new one.
  if (answer.status < 500) key = crypto.randomUUID();
  showProblem(answer.status === 422 ? words.some_to_correct : words.try_again);
  showFlaws(content.errors ?? []);
};

form.addEventListener("change", showQuestions);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  forgetFlaws();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await submit();
  } catch {
    showProblem(words.no_answer);
  }
  button.disabled = false;
});
showQuestions();
