import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Where .ci/run wants the results as data, it names a file here.
const resultsFile = process.env["TEST_RESULTS_FILE"];

// One file at a time on two cores, where a service runs beside its test; and each service on PostgreSQL may open ten
// of the server's hundred connections.
const MOST_WORKERS = 4;

/** The floors that reach no input, output, clock or environment. */
const PURE = [
  "catalog",
  "check",
  "credit",
  "insight",
  "model",
  "payload",
  "report",
  "settings",
  "starter",
  "summary",
  "tagging",
  "text",
  "time",
].map((floor) => `test/${floor}/**/*.test.ts`);

export default defineConfig({
  test: {
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: Math.min(MOST_WORKERS, Math.max(1, availableParallelism() - 1)),
    reporters: resultsFile === undefined ? ["default"] : ["default", ["json", { outputFile: resultsFile }]],
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: PURE,
          setupFiles: ["test/support/no-network.ts", "test/support/property-seed.ts"],
          // Values in, values out: nothing is global there, so the files of a worker share their modules.
          isolate: false,
          pool: "threads",
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", ...PURE],
          setupFiles: ["test/support/no-network.ts", "test/support/property-seed.ts"],
          // Properties run hundreds of cases: on a busy machine they take their time, and nothing here is about time.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/count-traffic.ts"],
          setupFiles: ["test/support/property-seed.ts", "test/support/hold-traffic.ts"],
          // Whole processes on a machine that may be busy: the rigs' own bound, 90 s for one wait, says more and ends first.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
