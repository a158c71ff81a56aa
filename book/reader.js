// What every page starts, feature by feature; scripts of their own bring figures and timeline.
import { startLiveButton } from "./live/button.js";
import { all } from "./markup.js";
import { startNotice } from "./offline/notice.js";
import { startContents } from "./page/contents.js";
import { startMinutes } from "./page/minutes.js";
import { startPreviews } from "./page/previews.js";
import { startSearchButton } from "./page/search-button.js";
import { startFound } from "./page/search-found.js";
import { startTools } from "./page/tools.js";
import { startCheck } from "./questions/check.js";
import { startComeBack } from "./questions/come-back-in-chapter.js";
import { startPrediction } from "./questions/prediction.js";

for (const form of all(document, "[data-prediction]")) startPrediction(form);
for (const form of all(document, "[data-check]")) startCheck(form);
for (const place of all(document, ".come-back, .measure")) startComeBack(place);
for (const shown of all(document, ".minutes")) startMinutes(shown);
for (const tools of all(document, ".page-tools")) startTools(tools);
startContents();
startPreviews();
startNotice();
startSearchButton();
startFound();
for (const section of all(document, "section.live")) startLiveButton(section);
