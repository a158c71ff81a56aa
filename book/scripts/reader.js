// Predictions, questions and hints. What a reader answers stays in this browser.
const KEY = "delicate-dance";

function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is blocked or damaged: the page works, it only forgets
  }
}

function remember(kind, name, answer) {
  const kept = recall();
  kept[kind] = { ...kept[kind], [name]: answer };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // as above
  }
}

const chosen = (form) => form.querySelector("input[type=radio]:checked");
const labelOf = (input) => input.labels[0].textContent.trim();

function say(form, text) {
  form.querySelector("[role=status]").textContent = text;
}

function startPrediction(form) {
  const name = form.dataset.prediction;
  const reviews = document.querySelectorAll(`[data-review="${name}"]`);
  const show = (choice) => {
    for (const review of reviews) {
      const items = review.querySelectorAll(":scope > ul > li");
      items.forEach((item, index) => {
        item.hidden = choice !== undefined && index !== choice;
      });
      const input = form.querySelectorAll("input")[choice];
      review.querySelector(".predicted").textContent = input
        ? `You predicted: ${labelOf(input)}`
        : "You have not made a prediction; here is what there is to say of each.";
    }
  };
  const kept = recall().predictions?.[name];
  if (kept !== undefined) {
    form.querySelectorAll("input")[kept].checked = true;
    say(form, "Your prediction is kept in this browser. You may still change it.");
  }
  show(kept);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = chosen(form);
    if (!input) return say(form, "Choose one of the answers first.");
    remember("predictions", name, Number(input.value));
    show(Number(input.value));
    say(form, "Noted, in this browser only. The chapter comes back to it.");
  });
}

function startCheck(form) {
  const name = form.dataset.check;
  const answers = form.querySelectorAll(".answers li");
  const show = (choice) => {
    const right = answers[choice].hasAttribute("data-right");
    const status = form.querySelector("[role=status]");
    const verdict = document.createElement("strong");
    verdict.textContent = right ? "Right. " : "Not this one. ";
    status.replaceChildren(verdict, answers[choice].querySelector(".feedback").cloneNode(true));
    form.dataset.state = right ? "right" : "wrong";
    return right;
  };
  form.querySelector(".answers").hidden = true;
  const kept = recall().checks?.[name];
  if (kept && answers[kept.choice]) {
    form.querySelectorAll("input")[kept.choice].checked = true;
    show(kept.choice);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = chosen(form);
    if (!input) return say(form, "Choose one of the answers first.");
    const choice = Number(input.value);
    remember("checks", name, { choice, right: show(choice) });
  });
}

function start() {
  for (const element of document.querySelectorAll(".needs-script.at-once")) element.hidden = false;
  for (const form of document.querySelectorAll("[data-prediction]")) startPrediction(form);
  for (const form of document.querySelectorAll("[data-check]")) startCheck(form);
}

start();
