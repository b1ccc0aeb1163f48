import fc from "fast-check";
import { expect, it } from "vitest";
import { parseReportCommand } from "../../src/tagging/parse-report-command.ts";

it.each([
  ["/decided we keep it", { kind: "decided", text: "we keep it" }],
  [
    "Thanks!\n\n/Decided: 2 not before\nMay\n\nregards",
    { kind: "decided", place: 2, text: "not before May", whole: "2 not before May" },
  ],
  ["/decided 3: yes", { kind: "decided", place: 3, text: "yes" }],
  ["/decided 7) no", { kind: "decided", place: 7, text: "no" }],
  ["/decided 2. no", { kind: "decided", place: 2, text: "no" }],
  ["/decided 2.5 days", { kind: "decided", text: "2.5 days" }],
  ["/decided 2:30 pm", { kind: "decided", text: "2:30 pm" }],
  ["/decided 4 of us agree", { kind: "decided", text: "4 of us agree" }],
  ["/decided 30 days", { kind: "decided", text: "30 days" }],
  ["/decided", undefined],
  ["/decided 2", { kind: "decided", text: "2" }],
  ["/report", { kind: "report" }],
  ["> /report", undefined],
  ["    /report", undefined],
  ["```\n/decided no\n```", undefined],
  ["see /decided", undefined],
  ["/reporting", undefined],
])("%j", (body, command) => {
  expect(parseReportCommand(body)).toEqual(command);
});

it("never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (body) => void parseReportCommand(`/decided ${body}`)),
  );
});
