import { describe, expect, it } from "vitest";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";
import type { LinkedIssue, PullRequest, ReferenceReading } from "../../src/model/pull-request.ts";
import { decideAnswer } from "../../src/tagging/decide-answer.ts";
import { CATALOG, pullRequestOf } from "./build-facts.ts";

const vocabulary = compileVocabulary(CATALOG);

function decide(facts: Partial<PullRequest>) {
  return decideAnswer(pullRequestOf(facts), vocabulary);
}

const CHECKLIST = "<!-- throughline -->\n- [x] checkout-conversion\n<!-- /throughline -->";
const COMMAND = { source: "command", text: "net-revenue-retention", saidAtMs: 10 } as const;
const ISSUE: LinkedIssue = {
  reference: { number: 77 },
  title: "Faster checkout",
  labels: ["Impact: Refunds"],
  body: "",
  authorCanWrite: false,
};

describe("the answer that counts", () => {
  it("is the line, then the checklist, then the newest thing said later, then the label, then the issue", () => {
    const all: Partial<PullRequest> = {
      body: `Impact: refund-rate\n\n${CHECKLIST}`,
      saidLater: [COMMAND],
      labels: ["IMPACT: none"],
      linkedIssues: [ISSUE],
    };
    const sources = [
      all,
      { ...all, body: CHECKLIST },
      { ...all, body: "" },
      { ...all, body: "", saidLater: [] },
      { ...all, body: "", saidLater: [], labels: [] },
    ].map((facts) => {
      const { answer } = decide(facts);
      return answer.kind === "unanswered" ? "" : answer.source;
    });
    expect(sources).toStrictEqual(["line", "checklist", "command", "label", "issue"]);
  });

  it("is the newest of command, button and list by time, not by place", () => {
    const { answer } = decide({
      saidLater: [
        { source: "button", text: "none", saidAtMs: 30 },
        { source: "command", text: "refund-rate", saidAtMs: 10 },
        { source: "list", text: CHECKLIST, saidAtMs: 20 },
      ],
    });
    expect(answer).toStrictEqual({ kind: "none", source: "button" });
  });

  it("keeps provenance, time and reason with each tag", () => {
    expect(
      decide({ saidLater: [{ ...COMMAND, text: "protects refunds - fewer calls" }] }).answer,
    ).toStrictEqual({
      kind: "tags",
      source: "command",
      reason: "fewer calls",
      tags: [
        {
          metric: "refund-rate",
          effect: "protects",
          provenance: "declared",
          source: "command",
          reason: "fewer calls",
          saidAtMs: 10,
        },
      ],
    });
    const accepted = decide({ saidLater: [{ source: "list", text: CHECKLIST, saidAtMs: 1 }] }).answer;
    expect(accepted.kind === "tags" && accepted.tags.map(({ provenance }) => provenance)).toStrictEqual([
      "accepted",
    ]);
  });

  it("takes a definite answer from below unsure, and unsure where there is none", () => {
    expect(decide({ body: "Impact: unsure", labels: ["impact: refund-rate"] }).answer).toMatchObject({
      kind: "tags",
      source: "label",
    });
    expect(decide({ body: "Impact: unsure" }).answer).toStrictEqual({ kind: "unsure", source: "line" });
  });

  it("tells by what a command was outranked, and says nothing where both agree", () => {
    const told = decide({ body: "Impact: refund-rate", saidLater: [COMMAND] });
    expect(told.problems).toStrictEqual([
      {
        code: "outranked",
        message:
          "The /impact command (net-revenue-retention) does not count: the line in the description says refund-rate, and that comes first.",
      },
    ]);
    expect(
      decide({ body: "Impact: refund-rate", saidLater: [{ ...COMMAND, text: "refunds" }] }).problems,
    ).toStrictEqual([]);
  });

  it("counts a correct command beside an unknown key in the description", () => {
    const { answer, problems } = decide({ body: "Impact: refnd-rate", saidLater: [COMMAND] });
    expect(answer).toMatchObject({ kind: "tags", source: "command" });
    expect(problems.map(({ code }) => code)).toStrictEqual(["unknown-key"]);
  });

  it("reads labels in any case and order, at most two metrics", () => {
    const labels = ["impact: refund-rate", "Impact:checkout-conversion", "impact: net-revenue-retention"];
    const first = decide({ labels });
    expect(first).toStrictEqual(decide({ labels: labels.toReversed() }));
    expect(first.answer.kind === "tags" && first.answer.tags.length).toBe(2);
    expect(first.problems.map(({ code }) => code)).toStrictEqual(["too-many-metrics"]);
  });
});

describe("a line by a bot account", () => {
  const author = { login: "coder[bot]", isBot: true };

  it("is a suggestion, until a person says something", () => {
    const silent = decide({ author, body: "Impact: refund-rate" });
    expect(silent.answer).toStrictEqual({ kind: "unanswered" });
    expect(silent.agentClaims).toStrictEqual([{ metric: "refund-rate", effect: "moves" }]);
    const confirmed = decide({
      author,
      body: "Impact: refund-rate",
      saidLater: [{ ...COMMAND, source: "button" }],
    });
    expect(confirmed.answer).toMatchObject({ kind: "tags", source: "button" });
  });
});

describe("for #n", () => {
  const references = (reading: ReferenceReading) => new Map([["#812", reading]]);
  const answered = (text: string): ReferenceReading => ({
    kind: "answered",
    statement:
      text === "for"
        ? { kind: "for", target: { number: 7 } }
        : text === "none"
          ? { kind: "none" }
          : { kind: "tags", claims: [{ metric: text, effect: "protects" }] },
  });

  it("takes the target's metrics as enables, inherited", () => {
    expect(
      decide({ body: "Impact: for #812", references: references(answered("refund-rate")) }).answer,
    ).toStrictEqual({
      kind: "for",
      source: "line",
      target: { number: 812 },
      tags: [{ metric: "refund-rate", effect: "enables", provenance: "inherited", source: "reference" }],
    });
  });

  it.each<[string, ReferenceReading | undefined]>([
    ["unreadable", { kind: "unreadable" }],
    ["unknown", undefined],
    ["unanswered", { kind: "unanswered" }],
    ["a circle", answered("for")],
    ["none", answered("none")],
  ])("stands as unsure with a sentence where the target is %s", (_, reading) => {
    const facts = { body: "Impact: for #812", references: reading ? references(reading) : new Map() };
    const { answer, problems } = decide(facts);
    expect(answer).toMatchObject({ kind: "for", tags: [] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("#812");
    expect(decide({ ...facts, labels: ["impact: refund-rate"] }).answer).toMatchObject({ source: "label" });
  });
});

describe("a linked issue", () => {
  it("answers by its label, and says from where", () => {
    expect(decide({ linkedIssues: [ISSUE] }).answer).toStrictEqual({
      kind: "tags",
      source: "issue",
      from: { number: 77 },
      tags: [{ metric: "refund-rate", effect: "moves", provenance: "inherited", source: "issue" }],
    });
  });

  it("answers by a line of someone with write access only", () => {
    const written = { ...ISSUE, labels: [], body: "Impact: none" };
    expect(decide({ linkedIssues: [written] }).answer).toStrictEqual({ kind: "unanswered" });
    expect(decide({ linkedIssues: [{ ...written, authorCanWrite: true }] }).answer).toMatchObject({
      kind: "none",
      source: "issue",
    });
  });
});
