import { describe, expect, it } from "vitest";
import { runMadeCommand } from "../support/made-command-tools.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Net revenue retention, kind: revenue }
  conversion: { name: Checkout conversion, kind: customer, drives: [retention], labels: ["area: checkout"] }
areas:
  checkout: { paths: ["services/checkout/**"], metrics: [conversion] }
prompt:
  exempt: { labels: [skip], paths: ["docs/**"], authors: ["bot-*"] }
`;

interface CheckJson {
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  readonly answer: Record<string, unknown>;
  readonly tags: readonly Record<string, unknown>[];
  readonly suggestions: readonly { metric: string; reason: string }[];
  readonly problems: readonly { code: string; message: string }[];
}

async function check(args: readonly string[], body = "", catalog = CATALOG): Promise<CheckJson> {
  const run = await runMadeCommand(["check", "--catalog", "c.yml", "--body", "-", "--json", ...args], {
    files: { "c.yml": catalog },
    standardInput: body,
  });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(run.stdout) as CheckJson;
}

describe("throughline check --json", () => {
  it("an answer: conclusion, tags with their fields", async () => {
    const shown = await check([], "Impact: protects conversion because carts broke\n");
    expect(Object.keys(shown)).toEqual([
      "conclusion",
      "title",
      "summary",
      "answer",
      "tags",
      "suggestions",
      "problems",
    ]);
    expect(shown.conclusion).toBe("success");
    expect(shown.answer["kind"]).toBe("tags");
    expect(shown.tags).toEqual([
      {
        metric: "conversion",
        effect: "protects",
        provenance: "declared",
        source: "line",
        reason: "carts broke",
      },
    ]);
  });

  it.each([
    ["Impact: none", "none"],
    ["Impact: unsure", "unsure"],
    ["Impact: for #812", "for"],
    ["nothing of it", "unanswered"],
  ])("%s is %s, and no tag", async (body, kind) => {
    const shown = await check([], body);
    expect(shown.answer["kind"]).toBe(kind);
    expect(shown.tags).toEqual([]);
    if (kind === "for") expect(shown.answer["target"]).toBe("#812");
  });

  it("suggests by path and label, and never tags by it", async () => {
    for (const args of [
      ["--path", "services/checkout/pay.ts"],
      ["--label", "area: checkout"],
    ]) {
      const shown = await check(args);
      expect(shown.suggestions[0]?.metric).toBe("conversion");
      expect(shown.suggestions[0]?.reason).not.toBe("");
      expect(shown.tags).toEqual([]);
      expect(shown.conclusion).toBe("neutral");
    }
  });

  it("takes several paths and labels: exempt only where every path is", async () => {
    expect((await check(["--path", "docs/a.md"])).title).toContain("Exempt");
    expect((await check(["--path", "docs/a.md", "--path", "src/a.ts"])).title).not.toContain("Exempt");
    expect((await check(["--label", "other", "--label", "skip"])).title).toContain("Exempt");
    expect((await check(["--author", "bot-7"])).title).toContain("bot-7");
    expect((await check(["--label", "impact: retention"])).tags[0]).toMatchObject({ source: "label" });
  });

  it("--draft and --no-write-access", async () => {
    expect((await check(["--draft"])).title).toBe("Draft: nothing to do yet");
    const require = CATALOG.replace("prompt:", "prompt:\n  mode: require");
    expect((await check([], "", require)).conclusion).toBe("action_required");
    expect((await check(["--no-write-access"], "", require)).conclusion).toBe("neutral");
  });

  it("an unknown key is a problem with a code, and loses nothing", async () => {
    const shown = await check(["--label", "impact: retention"], "Impact: convresion");
    expect(shown.problems[0]?.code).toBe("unknown-key");
    expect(shown.problems[0]?.message).toContain("conversion");
    expect(shown.tags[0]).toMatchObject({ metric: "retention" });
  });

  it("prints the check of a broken catalog, its problems on stderr, exit 1", async () => {
    const run = await runMadeCommand(["check", "--catalog", "c.yml", "--json"], {
      files: { "c.yml": "version: 1\nmetrics: []\n" },
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^c\.yml:2:\d+: error: /);
    expect((JSON.parse(run.stdout) as CheckJson).conclusion).toBe("neutral");
  });
});

describe("throughline check", () => {
  it("says by which catalog, then title and summary", async () => {
    const run = await runMadeCommand(["check", "--title", "Faster cart"], {
      files: { ".github/throughline.yml": CATALOG },
    });
    expect(run.stderr).toBe("What the check would say by .github/throughline.yml:\n");
    expect(run.stdout).toMatch(/^neutral: Which number does this serve\?[^\n]*\n\n\S/);
  });

  it("refuses what it can't read, with the right exit code", async () => {
    const files = { "c.yml": CATALOG };
    const twice = await runMadeCommand(["check", "--catalog", "-", "--body", "-"], { files });
    expect(twice).toMatchObject({ code: 2, stdout: "" });
    const body = await runMadeCommand(["check", "--catalog", "c.yml", "--body", "no.md"], { files });
    expect(body).toMatchObject({
      code: 1,
      stderr: "There is no file no.md; pass the description's file to --body.\n",
    });
    const long = await runMadeCommand(["check", "--catalog", "c.yml", "--body", "-"], {
      files,
      standardInput: "x".repeat(300_000),
    });
    expect(long).toMatchObject({ code: 1, stdout: "" });
    expect(long.stderr).toContain("The description: ");
    const empty = await runMadeCommand(["check", "--catalog", ""], { files });
    expect(empty).toMatchObject({ code: 2, stderr: "--catalog is empty; give it a value.\n" });
  });
});
