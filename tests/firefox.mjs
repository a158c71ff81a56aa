// Moves the sliders of a page in Firefox, live ones if asked, and says what the page answers.
// Reads {path of Firefox, address, steps} as JSON from standard input; writes the answers there.
import { text } from "node:stream/consumers";
import puppeteer from "puppeteer-core";

const { firefox, address, steps = [], live } = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox });
/** @type {string[]} */
const complaints = [];
try {
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("figure.explorable")].every((figure) => "view" in figure),
  );
  const answers = [];
  if (live) {
    await page.click("section.live button");
    await page.waitForSelector("section.live[data-state=live]", { timeout: 90_000 });
    const reading = () => page.$eval(".live-output .reading", (shown) => shown.textContent.trim());
    answers.push(await reading());
    await page.focus(".live-output .noUi-handle");
    await page.keyboard.press("End");
    for (let tries = 0; tries < 50 && (await reading()) === answers[0]; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    answers.push(await reading());
  }
  for (const { figure, values, keys, tables } of steps) {
    if (keys) {
      await page.focus(`#figure-${figure} input`);
      for (const key of keys) await page.keyboard.press(key);
    }
    answers.push(
      await page.evaluate(
        async (figure, values, tables) => {
          const shown = /** @type {any} */ (document.getElementById(`figure-${figure}`));
          for (const [name, value] of Object.entries(values)) {
            const slider = shown.querySelector(`input[name=${name}]`);
            slider.value = value;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
          await shown.view.runAsync();
          await new Promise((resolve) => setTimeout(resolve, 20));
          return {
            reading: shown.querySelector(".reading").textContent,
            tables: Object.fromEntries(
              tables.map((/** @type {string} */ name) => [
                name,
                shown.view.data(name).map((/** @type {object} */ row) => ({ ...row })),
              ]),
            ),
            marks: shown.querySelectorAll(".chart svg path").length,
          };
        },
        figure,
        values,
        tables,
      ),
    );
  }
  console.log(JSON.stringify({ answers, complaints }));
} finally {
  await browser.close();
}
