// Drives Firefox for tests/engines.py: a line of standard input is a command, as JSON, with what
// it is given; a line of standard output is what it gave, or how it failed.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [, , executablePath, shown] = process.argv;
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: !shown });
const page = await browser.newPage();
await page.setViewport({ width: 1350, height: 900 });

/** @type {Record<string, (...given: any[]) => Promise<unknown>>} */
const commands = {
  open: async (address) => void (await page.goto(address)),
  run: (script, given) =>
    page.evaluate(`(async (...given) => {${script}})(...${JSON.stringify(given)})`),
  press: async (keys) => {
    for (const key of keys) await page.keyboard.press(key);
  },
  click: (selector) => page.click(selector),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  const answer = await commands[name](...given).then(
    (gave) => ({ gave: gave ?? null }),
    (error) => ({ failed: String(error) }),
  );
  console.log(JSON.stringify(answer));
}
await browser.close();
