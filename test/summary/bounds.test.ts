import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../src/model/catalog.ts";
import { renderPartnerBriefMarkdown } from "../../src/summary/brief.ts";
import { renderSummaryMarkdown } from "../../src/summary/render-summary.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { countCodePoints } from "../../src/text/cut-text.ts";
import { toTag } from "../report/made-changes.ts";
import { anyText } from "../text/any-text.ts";
import { renderAllForms } from "./all-forms.ts";
import { ACME, buildMade, type MadeChange, makeAcmeWeek, makeChange, toRepository } from "./made-week.ts";

const LINE_WIDTH = 100;

/** What is read before anything is opened: as GitHub renders it about 100 characters wide. */
function measureHead(markdown: string): { readonly lines: number; readonly codePoints: number } {
  const [head = ""] = markdown.split("<details>");
  const lines = head
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\|[ :|-]+\|$/u.test(line))
    .map((line) =>
      line
        .replace(/\]\([^)\s]*\)/gu, "")
        .replace(/&#?\w+;/gu, "x")
        .replace(/[\\*`]/gu, ""),
    )
    .map((line) => Math.max(1, Math.ceil(countCodePoints(line) / LINE_WIDTH), countCellLines(line)))
    .reduce((sum, count) => sum + count, 0);
  return { lines, codePoints: countCodePoints(head.trim()) };
}

/** The name of a metric wraps in its own cell. */
function countCellLines(line: string): number {
  const [, name = ""] = /^\| (.*?) \| \d/u.exec(line) ?? [];
  return Math.ceil(countCodePoints(name) / 25);
}

function expectWithinBounds(summary: Summary): void {
  const markdown = renderSummaryMarkdown(summary);
  const { lines, codePoints } = measureHead(markdown);
  expect(lines).toBeLessThanOrEqual(45);
  expect(codePoints).toBeLessThanOrEqual(3_000);
  expect(countCodePoints(markdown)).toBeLessThanOrEqual(65_536);
}

/** A catalog and a week in which all that people write is what `write` gives. */
function makeHostileWeek(write: (at: number) => string, size: number): Summary {
  const metrics: readonly Metric[] = Array.from({ length: size }, (_, at) => ({
    ...(ACME.metrics[0] as Metric),
    key: `metric-${at}`,
    name: write(at),
    owner: write(at + 1),
    partner: write(at + 2),
    unit: write(at + 3),
    drives: [],
    was: [],
    focus: { until: "2027-01-01", why: write(at + 4) },
  }));
  const made = Array.from({ length: size }, (_, at): readonly MadeChange[] => {
    const repository = toRepository({
      id: at,
      name: at % 2 === 0 ? `acme/repo-${at}` : write(at),
      metrics,
      readings: [{ metric: `metric-${at}`, at: "2026-11-18", value: at, source: "x" }],
    });
    const person = { name: write(at + 5), isLogin: false };
    const notes = {
      credits: [
        { kind: "author" as const, person },
        { kind: "decision" as const, person, words: write(at + 6) },
      ],
      learnings: [{ text: write(at + 7), by: person }],
      ideasFrom: [{ repository: `acme/repo-${at}`, number: 3 }],
    };
    const tags = [toTag(`metric-${at}`, { reason: write(at + 8) }), toTag("metric-0")];
    return [
      makeChange(
        repository,
        { number: at + 1, title: write(at + 9), answer: { kind: "tags", tags } },
        { notes },
      ),
    ];
  });
  const seen = made.flat().map(({ repository, change }, at) => ({
    repositoryId: repository.id,
    number: change.number ?? 0,
    verdict: "unclear" as const,
    words: write(at),
  }));
  return buildMade(made.flat(), { organisation: write(0), catalog: { ...ACME, metrics }, seen });
}

describe("the page", () => {
  it("of an ordinary week stays within its bounds", () => {
    expectWithinBounds(buildMade(makeAcmeWeek()));
    expectWithinBounds(buildMade(makeAcmeWeek(), {}, { audience: "public" }));
  });

  it("stays within them whatever people wrote", () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 30 }),
        (texts, size) => {
          expectWithinBounds(makeHostileWeek((at) => texts[at % texts.length] ?? "", size));
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    "*".repeat(300),
    "@".repeat(300),
    "`|".repeat(200),
    "🎉".repeat(300),
    "שלום ".repeat(80),
    "a\nb\n".repeat(90),
  ])("stays within them with 200 metrics called %j", (text) => {
    const summary = makeHostileWeek(() => text, 200);
    expectWithinBounds(summary);
    expect(renderSummaryMarkdown(summary)).toContain("eft out here");
    for (const partner of summary.partners.slice(0, 2)) {
      expect(countCodePoints(renderPartnerBriefMarkdown(summary, partner))).toBeLessThanOrEqual(65_536);
    }
  });

  it("keeps to a lower limit, and every fold that it opens is closed", () => {
    const summary = makeHostileWeek((at) => `Name ${at}`, 120);
    for (const limit of [8_000, 12_345, 30_000]) {
      const markdown = renderSummaryMarkdown(summary, { limit });
      expect(countCodePoints(markdown)).toBeLessThanOrEqual(limit);
      expect(markdown.match(/<details>/gu)).toHaveLength(markdown.match(/<\/details>/gu)?.length ?? -1);
      expect(markdown).toContain("How this was made");
    }
  });
});

/** What GitHub makes live in the text of these nodes; code and links are left alone. */
const LIVE = [
  /@[\p{L}\p{N}_-]/u,
  /#\d/u,
  /\bgh-\d/iu,
  /:\/\//u,
  /(?<![0-9a-z])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![0-9a-z])/iu,
];

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
}

/** Text outside links and `<code>`, and the addresses of links. */
function readLive(markdown: string): {
  readonly texts: readonly string[];
  readonly links: readonly string[];
} {
  const texts: string[] = [];
  const links: string[] = [];
  const visit = (node: MarkdownNode): void => {
    if (node.type === "link") {
      links.push(node.url ?? "");
      return;
    }
    if (node.type === "text") texts.push(node.value ?? "");
    let isCode = false;
    for (const child of node.children ?? []) {
      if (child.type === "html" && child.value === "<code>") isCode = true;
      else if (child.type === "html" && child.value === "</code>") isCode = false;
      else if (!isCode) visit(child);
    }
  };
  visit(fromMarkdown(markdown.replace(/<\/?(?:details|summary)>/gu, "\n\n")) as MarkdownNode);
  return { texts, links };
}

it("calls nobody, links nothing but quiet addresses, and runs nothing, whatever people wrote", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 12 }), (texts) => {
      const summary = makeHostileWeek((at) => texts[at % texts.length] ?? "", 5);
      const [markdown = "", html = ""] = renderAllForms(summary);
      const seen = readLive(markdown);
      for (const live of LIVE) for (const text of seen.texts) expect(text).not.toMatch(live);
      for (const link of seen.links) expect(link).toMatch(/^https:\/\/redirect\.github\.com\/[^\s<>()]*$/u);
      expect(html).not.toMatch(/<(?:script|img|iframe)|\son[a-z]+=/iu);
    }),
    { numRuns: 40 },
  );
});

it("has no path, SHA, backtick or file extension in a brief", () => {
  const pieces = [
    "src/cart.ts",
    "`useCart()`",
    "0a1b2c3d4e5f",
    "README.md",
    "packages/x/**",
    "pay later",
    "fix:",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (words) => {
      const title = words.join(" ");
      const made = [
        makeChange(toRepository({ id: 5 }), {
          number: 12,
          title,
          answer: { kind: "tags", tags: [toTag("checkout-conversion", { reason: title })] },
        }),
        makeChange(toRepository({ id: 5 }), {
          number: 13,
          id: "0a1b2c3d4e5f",
          title,
          answer: { kind: "tags", tags: [toTag("checkout-conversion", { reason: title })] },
        }),
      ];
      const summary = buildMade(made);
      const brief = summary.partners.find(({ partner }) => partner === "Sales");
      if (brief === undefined) throw new Error("no brief");
      const text = renderPartnerBriefMarkdown(summary, brief).replace(
        /\[acme\/repo-5#1[23]\]\([^)]*\)|<code>.*?<\/code>/gu,
        "",
      );
      expect(text).not.toMatch(/`|\/|\.(?:ts|md)\b|[0-9a-f]{7,}/u);
    }),
  );
});
