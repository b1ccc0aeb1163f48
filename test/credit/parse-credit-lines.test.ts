import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCreditLines } from "../../src/credit/parse-credit-lines.ts";
import { CREDIT_LIMITS } from "../../src/credit/to-words.ts";
import { mayHoldCredit } from "../../src/tagging/may-hold-answer.ts";
import { countCodePoints } from "../../src/text/cut-text.ts";

const namesOf = (markdown: string) =>
  parseCreditLines(markdown).credits.map(({ kind, person }) => `${kind} ${person.name}`);

describe("people", () => {
  it.each<[string, readonly string[]]>([
    ["Co-authored-by: Octo Cat <12345+octocat@users.noreply.github.com>", ["co-author octocat"]],
    ["co-authored-by: octocat <octocat@users.noreply.github.com>", ["co-author octocat"]],
    ["Coauthored-by: Jo Doe <jo@example.org>", ["co-author Jo Doe"]],
    ["CO-AUTHORED-BY: @octocat", ["co-author octocat"]],
    ["Reported-by: Jo Doe", ["reported Jo Doe"]],
    ["**Reported-by:** [@octocat](https://github.com/octocat)", ["reported octocat"]],
    ["- Helped-by: @octocat, @kim and @lee_acme", ["helped octocat", "helped kim", "helped lee_acme"]],
    ["Helped-by: @acme/growth", []],
    ["Helped-by: acme/shop#12", []],
    ["Reported-by: https://example.org", []],
    ["Idea-from: @octocat and acme/shop#12", ["idea octocat"]],
    ["Idea-from: Jo Doe (sales)", ["idea Jo Doe sales"]],
    ["Helped-by: \u202E <jo@example.org>", []],
    ["Helped-by: jo@example.org", []],
    ["Helped-by: jo@example.org <jo@example.org>", []],
    ["Helped-by: Jo jo@example.org", ["helped Jo"]],
    ["Helped-by:", []],
    ["Helped-by: <somebody>", []],
    [`Helped-by: ${"many words that name nobody ".repeat(5)}`, []],
    ["<details>\n\nHelped-by: @octocat\n</details>", ["helped octocat"]],
    ["<details>\nHelped-by: @octocat\n</details>", ["helped octocat"]],
    ["# Title\nHelped-by: @octocat\n---------\n", ["helped octocat"]],
    [
      "- [x] Helped-by: @octocat\n- [ ] Helped-by: @kim\n  - [x] Helped-by: @lee",
      ["helped octocat", "helped lee"],
    ],
  ])("%j names %j", (markdown, names) => {
    expect(namesOf(markdown)).toEqual(names);
  });

  it.each([
    "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
    "renovate[bot] <bot@renovateapp.com>",
    "Copilot <198982749+Copilot@users.noreply.github.com>",
    "Claude <noreply@anthropic.com>",
    "Claude Code <code@example.org>",
    "aider (model) <aider@example.org>",
    "Cursor Agent <cursoragent@cursor.com>",
    "kernel test robot <lkp@intel.com>",
    "GitHub <noreply@github.com>",
    "@renovate[bot]",
  ])("%s is a machine, and named nowhere", (person) => {
    expect(namesOf(`Co-authored-by: ${person}`)).toEqual([]);
  });

  it.each([
    "Ann Talbot <ann@example.org>",
    "Claude <claude@example.org>",
    "Claude Monet <claude@example.org>",
    "Abbot <a@example.org>",
  ])("%s is a person", (person) => {
    expect(namesOf(`Co-authored-by: ${person}`)).toHaveLength(1);
  });

  it.each([
    "`Helped-by: @octocat`",
    "```\nHelped-by: @octocat\n```",
    "    Helped-by: @octocat",
    "> Helped-by: @octocat",
    "<!-- Helped-by: @octocat -->",
    "<!--\nHelped-by: @octocat\n-->",
    "<pre>\nHelped-by: @octocat\n</pre>",
    "As in Helped-by: @octocat",
    "\\Helped-by: @octocat <!-- ",
  ])("%j says nothing", (markdown) => {
    expect(namesOf(markdown)).toEqual(markdown.startsWith("\\") ? ["helped octocat"] : []);
  });

  it("keeps the id that GitHub's address tells, and no address", () => {
    const { credits } = parseCreditLines("Helped-by: O <12345+octocat@users.noreply.github.com>");
    expect(credits).toEqual([{ kind: "helped", person: { name: "octocat", isLogin: true, id: 12345 } }]);
  });
});

describe("ideas", () => {
  it.each<[string, readonly string[]]>([
    ["Idea-from: acme/shop#12", ["acme/shop#12"]],
    [
      "Idea-from: @jo, acme/shop#12, https://github.com/acme/pay/pull/9#discussion",
      ["acme/shop#12", "acme/pay#9"],
    ],
    ["Idea-from: [acme/shop#12](https://github.com/acme/shop/pull/12)", ["acme/shop#12"]],
    ["Idea-from: #12", []],
    ["Helped-by: acme/shop#12", []],
  ])("%j: %j", (markdown, ideas) => {
    expect(parseCreditLines(markdown).ideasFrom.map((one) => `${one.repository}#${one.number}`)).toEqual(
      ideas,
    );
  });
});

describe("learnings", () => {
  it.each<[string, readonly string[]]>([
    ["Learned: retries need a cap", ["retries need a cap"]],
    ["- 💡 **Learned**: retries\n  need a cap\n  Impact: none", ["retries need a cap"]],
    ["Learned: retries need a cap.\nSee: below", ["retries need a cap."]],
    ["Learned: see https://example.org/a", ["see https://example.org/a"]],
    ["Learned: ask jo@example.org", ["ask …"]],
    ["Learned: ...", []],
    ["Learned: <what others could use>", []],
    ["Learned: n/a", []],
    ["Learned:", []],
    ["Learned: one\n\nLearned: two", ["one", "two"]],
  ])("%j: %j", (markdown, learned) => {
    expect(parseCreditLines(markdown).learned).toEqual(learned);
  });
});

describe("whatever is written", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "Learned: ",
      "Co-authored-by: ",
      "Helped-by: ",
      "Idea-from: ",
      "@octocat",
      "acme/shop#12",
      " <jo@example.org>",
      "jo.doe@mail.example.org",
      "\n",
      "\n\n",
      "> ",
      "- [ ] ",
      "`",
      "<!--",
      "-->",
      "\uE001",
      "\uE002",
    ),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

  it("never throws, keeps its limits and no address, and reads only what is kept of descriptions", () => {
    fc.assert(
      fc.property(text, (markdown) => {
        const lines = parseCreditLines(markdown);
        expect(lines.credits.length).toBeLessThanOrEqual(CREDIT_LIMITS.credits);
        expect(lines.learned.length).toBeLessThanOrEqual(CREDIT_LIMITS.learnings);
        expect(lines.ideasFrom.length).toBeLessThanOrEqual(CREDIT_LIMITS.ideas);
        for (const words of lines.learned) {
          expect(countCodePoints(words)).toBeLessThanOrEqual(CREDIT_LIMITS.words);
        }
        expect(JSON.stringify(lines)).not.toMatch(/jo(?:\.doe)?@[\w.]*example\.org|[\uE001\uE002]/u);
        if (!mayHoldCredit(markdown)) expect(lines).toEqual({ credits: [], learned: [], ideasFrom: [] });
      }),
    );
  });

  it.each([
    "Helped-by: @a, ",
    "Learned: @",
    "Idea-from: a/b#",
    "Learned: a@a.",
    "Helped-by: a@",
    "Reported-by: \t",
    "Learned:\n",
    "Co-authored-by: <a@a",
    "> - ",
  ])("reads 64 KiB of %j to the end", (part) => {
    const found = parseCreditLines(part.repeat(Math.ceil(65_536 / part.length)));
    expect(found.credits.length).toBeLessThanOrEqual(CREDIT_LIMITS.credits);
  });
});
