// The tools of a page: its address in what one cites and reports, and that it is kept.
import { find, make } from "../markup.js";
import { isOther, keepThisPage } from "../offline/keep.js";
import { look, tellOfNewer } from "../offline/notice.js";

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
  const keep = async () => {
    const possible = await keepThisPage(({ kept: done, of, edition, failed }) => {
      if (done < of || !(failed || edition)) return;
      if (isOther(edition)) tellOfNewer();
      kept.textContent = "This page is kept in this browser and opens without a network.";
      if (failed) kept.append(" Its host does not answer with this book now: ", fromHost());
      kept.hidden = false;
    });
    if (!possible) look();
  };
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}

// Past the copy, as to sign in where a host asks for that.
const fromHost = () => make("a", { href: "?from-host", textContent: "see what it says" });
