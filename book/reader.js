// Predictions, questions and hints; previews of links; minutes left; pages kept for offline reading.
import { keepThisPage } from "./offline/keep.js";
import { recall, remember } from "./questions/memory.js";
import { startPreviews } from "./page/previews.js";

const chosen = (form) => form.querySelector("input[type=radio]:checked");
const labelOf = (input) => input.labels[0].textContent.trim();

function say(form, text) {
  form.querySelector("[role=status]").textContent = text;
}

function startPrediction(form) {
  const name = form.dataset.prediction;
  const reviews = document.querySelectorAll(`[data-review="${name}"]`);
  const inputs = form.querySelectorAll("input");
  const show = (choice) => {
    for (const review of reviews) {
      const items = review.querySelectorAll(":scope > ul > li");
      items.forEach((item, index) => {
        item.hidden = choice !== undefined && index !== choice;
      });
      const input = inputs[choice];
      review.querySelector(".predicted").textContent = input
        ? `You predicted: ${labelOf(input)}`
        : "You have not made a prediction; here is what there is to say of each.";
    }
  };
  const remembered = recall().predictions?.[name];
  const kept = inputs[remembered] ? remembered : undefined; // the question may have changed
  if (kept !== undefined) {
    inputs[kept].checked = true;
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

function startMinutes(shown) {
  const article = document.querySelector(".bd-article");
  const minutes = Number(shown.dataset.minutes);
  const whole = shown.textContent;
  const show = () => {
    const box = article.getBoundingClientRect();
    const left = Math.ceil(minutes * Math.min(1, (box.bottom - innerHeight) / box.height));
    if (left >= minutes) shown.textContent = whole;
    else if (left <= 0) shown.textContent = "At the end";
    else shown.textContent = `About ${left} minute${left === 1 ? "" : "s"} left`;
  };
  addEventListener("scroll", () => requestAnimationFrame(show), { passive: true });
}

function startTools(tools) {
  const today = new Date().toISOString().slice(0, 10);
  const address = location.origin + location.pathname;
  tools.querySelector(".address").textContent = `${address}, read on ${today}.`;
  const entry = tools.querySelector("pre");
  entry.textContent = entry.textContent.replace(
    /\n\}$/,
    `,\n  url          = {${address}},\n  note         = {Read on ${today}}\n}`,
  );
  const report = tools.querySelector("a.report");
  report.href += `&body=${encodeURIComponent(`Page: ${address}\nSentence: \nWhat is right: \nSource: `)}`;
  const kept = tools.querySelector(".kept");
  const keep = () =>
    keepThisPage(({ kept: done, of, failed }) => {
      if (failed || done < of) return;
      kept.textContent = "This page is kept in this browser and opens without a network.";
      kept.hidden = false;
    });
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}

function start() {
  for (const form of document.querySelectorAll("[data-prediction]")) startPrediction(form);
  for (const form of document.querySelectorAll("[data-check]")) startCheck(form);
  for (const shown of document.querySelectorAll(".minutes")) startMinutes(shown);
  for (const tools of document.querySelectorAll(".page-tools")) startTools(tools);
  startPreviews();
}

start();

// Nothing of Python is loaded before the reader asks.
const live = document.querySelector("section.live");
live?.querySelector("button").addEventListener(
  "click",
  () => {
    const { script, style } = live.dataset;
    live.dataset.state = "asked";
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const loader = Object.assign(document.createElement("script"), { src: script });
    loader.onerror = () => {
      live.dataset.state = "still";
      live.querySelector("[role=status]").textContent =
        "The script that starts Python is missing here. Reload the page; if it fails again, report it below.";
    };
    document.head.append(sheet, loader);
  },
  { once: true },
);
