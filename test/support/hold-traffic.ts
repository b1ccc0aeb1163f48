import { appendFileSync } from "node:fs";
import { afterAll, inject } from "vitest";
import { Traffic } from "../conformance/traffic.ts";

/**
 * Set-up file of the end-to-end tests: what passes between the app and a simulated GitHub in this process is held against
 * GitHub's own descriptions, whatever the test is about. With CONFORMANCE=strict (`npm run conformance`) a file whose
 * traffic differs fails at its end; without, what differs is printed, because not every file was seen to hold yet.
 */
const traffic = new Traffic();
traffic.start();

afterAll(() => {
  traffic.stop();
  const file = inject("conformanceCounts");
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(traffic.counts)}\n`);
  const faults = traffic.faults();
  if (faults.length > 0) {
    const message = `GitHub's descriptions (test/conformance) say otherwise:\n${faults.join("\n")}`;
    if (process.env["CONFORMANCE"] === "strict") throw new Error(message);
    console.warn(message);
  }
});
