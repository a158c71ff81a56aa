// The tools of a page: its address in what one cites and reports, and that it is kept.
import { find } from "../markup.js";
import { keepThisPage } from "../offline/keep.js";

/** @param {HTMLElement} tools */
export function startTools(tools) {
  const today = new Date().toISOString().slice(0, 10);
  const address = location.origin + location.pathname;
  find(tools, ".address").textContent = `${address}, read on ${today}.`;
  const entry = find(tools, "pre");
  entry.textContent = entry.textContent.replace(
    /\n\}$/,
    `,\n  url          = {${address}},\n  note         = {Read on ${today}}\n}`,
  );
  const report = find(tools, "a.report", HTMLAnchorElement);
  const lines = find(tools, ".report-lines");
  lines.textContent = (lines.textContent ?? "").replace(/Page: .*/, `Page: ${address}`);
  report.href += `&body=${encodeURIComponent(lines.textContent)}`;
  const kept = find(tools, ".kept");
  const keep = () =>
    keepThisPage(({ kept: done, of, failed }) => {
      if (failed || done < of) return;
      kept.textContent = "This page is kept in this browser and opens without a network.";
      kept.hidden = false;
    });
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
