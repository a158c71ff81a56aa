// A calendar file of the days on which something comes back.
import { dateOf } from "./due.js";

/** @param {Date} date */
const compact = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

/**
 * The text of the file: one event of a whole day for each day.
 *
 * @param {number[]} days - a day as often as something comes back on it
 * @param {string} address - of the page to come back to
 * @param {Date} now
 */
export function calendar(days, address, now) {
  const today = Math.floor(now.getTime() / 86_400_000);
  const late = days.map((day) => Math.max(day, today));
  const events = [...new Set(late)]
    .sort((one, other) => one - other)
    .flatMap((day) => {
      const count = late.filter((each) => each === day).length;
      const date = compact(dateOf(day)).slice(0, 8);
      return [
        "BEGIN:VEVENT",
        `UID:${date}@the-delicate-dance`,
        `DTSTAMP:${compact(now)}`,
        `DTSTART;VALUE=DATE:${date}`,
        `SUMMARY:The Delicate Dance: ${count} to come back to`,
        `URL:${address}`,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ];
    });
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//The Delicate Dance//EN",
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/**
 * A line in pieces of 75 characters, as the format asks.
 *
 * @param {string} line
 */
const folded = (line) => line.match(/^.{1,75}|.{1,74}/g)?.join("\r\n ") ?? line;
