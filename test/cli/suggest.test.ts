import { describe, expect, it } from "vitest";
import type { Change } from "../../src/model/change.ts";
import { type MadeMachine, runMadeCommand, toMadeChange } from "../support/made-command-tools.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Net revenue retention, kind: revenue, was: [renewals] }
  uptime: { name: Uptime, kind: customer, keywords: [outage] }
`;

interface Line {
  readonly sha: string;
  readonly number: number | null;
  readonly suggestions: readonly { readonly metric: string; readonly reason: string }[];
  readonly declared: readonly { readonly metric: string }[];
}

function makeMachine(changes: readonly Change[], facts: Partial<MadeMachine> = {}): MadeMachine {
  return { files: { "catalog.yml": CATALOG }, changes, ...facts };
}

async function suggest(machine: MadeMachine, ...options: readonly string[]) {
  const args = ["suggest", "--git", ".", "--catalog", "catalog.yml", "--format", "jsonl", ...options];
  const run = await runMadeCommand(args, machine);
  const lines = run.stdout === "" ? [] : run.stdout.trimEnd().split("\n");
  return { ...run, lines: lines.map((line) => JSON.parse(line) as Line) };
}

/** Six changes that declare `retention`, then one that says nothing, each in `billing`. */
const CHANGES = [
  ...[1, 2, 3, 4, 5, 6].map((number) =>
    toMadeChange(number, `2026-01-0${number}`, { body: "Impact: retention", paths: ["billing/a.ts"] }),
  ),
  toMadeChange(7, "2026-01-07", { paths: ["billing/b.ts"] }),
];

describe("throughline suggest", () => {
  it("prints a line per change, oldest first, each suggested for from what landed before it", async () => {
    const { lines, code, stderr } = await suggest(makeMachine(CHANGES));
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(lines.map(({ number }) => number)).toStrictEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(lines[4]?.suggestions).toStrictEqual([]);
    expect(lines[5]).toStrictEqual({
      sha: CHANGES[5]?.sha,
      number: 6,
      suggestions: [{ metric: "retention", reason: "5 of the last 5 changes in `billing/a.ts` claim it" }],
      declared: [{ metric: "retention" }],
    });
    expect(lines[6]).toMatchObject({
      suggestions: [{ metric: "retention", reason: "6 of the last 6 changes in `billing` claim it" }],
      declared: [],
    });
  });

  it.each([
    ["suggest", "--git", ".", "--catalog", "catalog.yml"],
    ["report", "--git", ".", "--catalog", "catalog.yml"],
    ["explain", "--git", ".", "--catalog", "catalog.yml"],
    ["summary", "--git", ".", "--catalog", "catalog.yml"],
  ])("%s tells how the clone was read", async (...args) => {
    const machine = makeMachine(CHANGES, { gitNotes: ["Read origin/ma\u202ein; main has more."] });
    const { code, stderr } = await runMadeCommand(args, machine);
    expect(code).toBe(0);
    expect(stderr).toContain("Read origin/maU+202Ein; main has more.\n");
  });

  it("keeps to the span", async () => {
    const { lines } = await suggest(makeMachine(CHANGES), "--since", "2026-01-02", "--until", "2026-01-04");
    expect(lines.map(({ number }) => number)).toStrictEqual([2, 3]);
    const none = await suggest(makeMachine(CHANGES), "--since", "2020-01-01", "--until", "2020-01-02");
    expect(none).toMatchObject({ code: 0, stdout: "", stderr: "No change landed in that span.\n" });
  });

  it("holds the catalog for all of the history: a former key is the metric of today", async () => {
    const renamed = CHANGES.slice(0, 6).map((change) => ({ ...change, body: "Impact: renewals" }));
    const { lines } = await suggest(makeMachine([...renamed, ...CHANGES.slice(6)]));
    expect(lines[0]?.declared).toStrictEqual([{ metric: "retention" }]);
    expect(lines[6]?.suggestions[0]?.metric).toBe("retention");
  });

  it("gives null where a commit has no pull request, and suggests by the catalog alone too", async () => {
    const { number: _, ...commit } = toMadeChange(1, "2026-01-01", { title: "Shorten an outage" });
    const { lines } = await suggest(makeMachine([commit]));
    expect(lines).toMatchObject([{ number: null, suggestions: [{ metric: "uptime" }] }]);
  });

  it("writes many lines in order, and stops where the reader goes", async () => {
    const many = Array.from({ length: 1001 }, (_, index) => toMadeChange(index + 1, "2026-01-01"));
    const all = await suggest(makeMachine(many));
    expect(all.lines.map(({ number }) => number)).toStrictEqual(many.map(({ number }) => number));
    const { lines, code } = await suggest(makeMachine(many, { readsOnly: 1 }));
    expect({ code, lines: lines.length }).toStrictEqual({ code: 0, lines: 200 });
  });

  it("shows control characters of a path", async () => {
    const paths = ["pay\u202e|`/a.ts"];
    const odd = CHANGES.map((change) => ({ ...change, paths }));
    const { lines } = await suggest(makeMachine(odd));
    expect(lines[6]?.suggestions[0]?.reason).not.toContain("\u202e");
  });

  it.each([
    [["--format", "xml"], '--format "xml" is no format; write jsonl.', 2],
    [["--since", "soon"], '--since "soon" is neither a date nor a count of days', 2],
    [["--catalog", "nowhere.yml"], "There is no such file", 1],
  ])("%j fails in one sentence", async (options, sentence, code) => {
    const run = await runMadeCommand(
      ["suggest", "--git", ".", "--catalog", "catalog.yml", ...options],
      makeMachine(CHANGES),
    );
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.stderr).toContain(sentence);
  });
});
