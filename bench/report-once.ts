import { createReportBuilder } from "../src/report/create-report-builder.ts";
import { renderReportJsonChunks } from "../src/report/report-json.ts";
import { DAYS, MADE, makeChange, SINCE_MS } from "./made-changes.ts";

// One report of `process.argv[2]` made changes, with the window before of as many; prints what it took as JSON.
const count = Number(process.argv[2]);
const DAY_MS = 86_400_000;

const startMs = performance.now();
const builder = createReportBuilder({
  catalog: MADE,
  window: { since: toDay(SINCE_MS), until: toDay(SINCE_MS + DAYS * DAY_MS) },
  source: "store",
  repository: "acme/shop",
});
for (let index = 0; index < count; index += 1) builder.add(makeChange(index, { count, sinceMs: SINCE_MS }));
for (let index = 0; index < count / 10; index += 1)
  builder.addPrevious(makeChange(index, { count, sinceMs: SINCE_MS - DAYS * DAY_MS }));
const report = builder.finish("compared");
const builtMs = performance.now();
let jsonBytes = 0;
for (const chunk of renderReportJsonChunks(report)) jsonBytes += Buffer.byteLength(chunk);
const writtenMs = performance.now();
if (report.changes !== count) throw new Error(`The report has ${report.changes} of ${count} changes.`);
const { user, system } = process.cpuUsage();
const cpuMs = (user + system) / 1000;
console.log(JSON.stringify({ cpuMs, buildMs: builtMs - startMs, jsonMs: writtenMs - builtMs, jsonBytes }));

function toDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
