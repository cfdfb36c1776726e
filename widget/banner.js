// A line at the foot of the page that asks whether one would answer, and goes away when told.

const awayName = (element) => `kuultu:dismissed:${element.getAttribute("survey")}`;
const putAway = (element) => write(awayName(element), String(Date.now()));
const isAway = (element) => Date.now() - Number(read(awayName(element))) < WEEK;

const bannerOf = (survey, words, onAnswer, onLeave) => {
  const title = make("p", { id: newId() }, survey.title);
  const answer = make("button", { type: "button" }, words.answer);
  const later = make("button", { type: "button", className: "plain" }, words.notNow);
  answer.addEventListener("click", onAnswer);
  later.addEventListener("click", onLeave);
  const buttons = make("div", { className: "buttons" }, later, answer);
  return make("section", { className: "banner", "aria-labelledby": title.id, lang: survey.language }, title, buttons);
};
