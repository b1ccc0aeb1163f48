import { renderReportJsonChunks } from "../src/report/render-report-json.ts";
import { openReportStore } from "../src/store/open-report-store.ts";
import { buildStoreReport } from "../src/workflows/report/build-store-report.ts";
import { gatherStoreMaterial } from "../src/workflows/report/gather-store-material.ts";

// One report from the store of the environment, as the command makes it beside the service; prints what it took as JSON.
const databaseUrl = process.env["BENCH_DATABASE_URL"] ?? "";
const dataDir = process.env["BENCH_DATA_DIR"] ?? "";

const startMs = performance.now();
const store = await openReportStore({ dataDir, ...(databaseUrl === "" ? {} : { databaseUrl }) });
const material = await gatherStoreMaterial(store, { repository: "acme/shop", since: "2026-01-01" });
if (!material.ok) throw new Error(JSON.stringify(material.error));
const report = await buildStoreReport(material.value);
await store.close();
const builtMs = performance.now();
let jsonBytes = 0;
for (const chunk of renderReportJsonChunks(report)) jsonBytes += Buffer.byteLength(chunk);
const jsonMs = performance.now() - builtMs;
console.log(JSON.stringify({ changes: report.changes, buildMs: builtMs - startMs, jsonMs, jsonBytes }));
