import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { TrafficCounts } from "../conformance/traffic.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where each file adds what it has held against GitHub's descriptions; absent unless asked for. */
    conformanceCounts: string | undefined;
  }
}

/** Global set-up of the end-to-end tests: `CONFORMANCE_COUNTS=1` prints at the end how much traffic was held against. */
export function setup(project: TestProject): (() => void) | undefined {
  if (process.env["CONFORMANCE_COUNTS"] !== "1") return undefined;
  const folder = mkdtempSync(join(tmpdir(), "conformance-counts-"));
  const file = join(folder, "counts.jsonl");
  writeFileSync(file, "");
  project.provide("conformanceCounts", file);
  return () => {
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    rmSync(folder, { recursive: true });
    const total: TrafficCounts = { rest: 0, graphQL: 0, webhooks: 0 };
    for (const counts of lines.map((line) => JSON.parse(line) as TrafficCounts)) {
      total.rest += counts.rest;
      total.graphQL += counts.graphQL;
      total.webhooks += counts.webhooks;
    }
    const { rest, graphQL, webhooks } = total;
    console.log(
      `Held against GitHub's descriptions: ${rest} REST exchanges, ${graphQL} GraphQL documents, ${webhooks} webhooks in ${lines.length} files.`,
    );
  };
}
