import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";
import type { Statement } from "../../src/model/answer.ts";
import { parseCommands } from "../../src/tagging/parse-commands.ts";
import { parseDescription } from "../../src/tagging/parse-description.ts";
import { parseLabels } from "../../src/tagging/parse-labels.ts";

const { catalog } = buildCatalog([
  {
    layer: "repository",
    file: "acme/shop:.github/throughline.yml",
    text: `version: 1
metrics:
  checkout-conversion: { kind: customer }
  refund-rate: { kind: customer }
  retention: { kind: customer }
  retention-rate: { kind: customer }
  cafe: { name: "Café orders", kind: customer }
`,
  },
]);
const vocabulary = compileVocabulary({ metrics: catalog?.metrics ?? [] });

/** `moves refund-rate; reason`, `none`, `-` where nothing is said. */
function show(statement: Statement | undefined): string {
  if (statement === undefined) return "-";
  const said =
    statement.kind === "tags"
      ? statement.claims.map(({ effect, metric }) => `${effect} ${metric}`).join(", ")
      : statement.kind;
  const reason = "reason" in statement ? statement.reason : undefined;
  return reason === undefined ? said : `${said}; ${reason}`;
}

function read(markdown: string): { readonly said: string; readonly told: readonly string[] } {
  const { line, checklist, problems } = parseDescription(markdown, vocabulary);
  return { said: show(line ?? checklist), told: problems.map(({ code }) => code) };
}

const NONE = ["no", "No.", "NO!", "n/a", "N/A.", "N / A", "na", "n.a.", "Nothing", "nope", "nil", "(none)"];
const NONE_TOO = [
  "- none -",
  "“No metric”",
  "no impact",
  "No user-facing changes.",
  "no API or behaviour change",
];
const NONE_LAST = ["not applicable", "There are none.", "no metrics affected", "zero impact", "none 🚀"];
const UNSURE = [
  "unsure",
  "not sure",
  "Not quite sure",
  "I don’t know",
  "dont know",
  "TBD",
  "tbd...",
  "unclear",
];

describe("what people write for none and unsure", () => {
  it.each([...NONE, ...NONE_TOO, ...NONE_LAST])("takes %j for none", (words) => {
    for (const text of [`Impact: ${words}`, `## Impact\n\n${words}`]) {
      expect(read(text), text).toEqual({ said: "none", told: [] });
    }
    expect(parseLabels([`impact: ${words}`], vocabulary).statement?.kind).toBe("none");
  });

  it.each(UNSURE)("takes %j for unsure", (words) => {
    for (const text of [`Impact: ${words}`, `## Impact\n\n${words}`]) {
      expect(read(text), text).toEqual({ said: "unsure", told: [] });
    }
  });

  it.each([
    ["Impact: No, this is internal", "none; this is internal"],
    ["Impact: No this is internal", "none; this is internal"],
    ["Impact: None, just a refactor", "none; just a refactor"],
    ["Impact: no impact on users", "none; on users"],
    ["Impact: none—docs only", "none; docs only"],
    ["Impact：none，仅重构", "none; 仅重构"],
    ["## Impact\n\nNo\nRefactoring of the tests", "none; Refactoring of the tests"],
    ["Impact: Not sure, probably not?", "unsure; probably not?"],
    ["Impact: Not yet, the flag is off", "none; the flag is off"],
    ["Impact: Not sure, maybe refund-rate", "unsure; maybe refund-rate"],
    ["<!-- throughline -->\n- [x] No metric - a refactoring\n<!-- /throughline -->", "none"],
  ])("reads %j with its reason", (text, said) => {
    expect(read(text)).toEqual({ said, told: [] });
  });

  it.each([
    "no longer slows checkout-conversion",
    "Nothing breaks",
    "no more timeouts",
    "no-shows",
    "none of the requests time out",
    "No, but it protects refund-rate",
    "none except checkout-conversion",
    "not refund-rate, checkout-conversion",
    "no refund-rate, checkout-conversion",
    "refund-rate is not affected",
    "refund-rate: none",
    "none or unsure",
    "retention or refund-rate",
    "retention/refund-rate or none",
    "retention and/or refund-rate",
    "retention vs refund-rate",
    "none or refund-rate",
    "No impact on refund-rate, but moves retention",
    "None values are now allowed",
    "N/A values are shown as a dash.",
    "Not yet implemented pages return 404",
    "Not applicable taxes are removed",
    "No metric is collected when the flag is off.",
    "TBD tags are now rejected",
    "Unsure users are asked again",
  ])("claims nothing by %j, and tells so", (words) => {
    expect(read(`Impact: ${words}`)).toEqual({ said: "-", told: ["unknown-key"] });
  });

  it.each([
    "No longer slows checkout-conversion",
    "Nothing breaks.",
    "_No response_",
    "Unknown tokens are rejected now",
    "This makes checkout-conversion faster",
    "None values are now allowed",
    "N/A values are shown as a dash.",
    "Not yet implemented pages return 404",
    "Not applicable taxes are removed",
    "No metric is collected when the flag is off.",
    "TBD tags are now rejected",
    "Retention of log files is now 30 days.",
  ])("leaves prose under a heading alone: %j", (words) => {
    expect(read(`## Impact\n\n${words}`)).toEqual({ said: "-", told: [] });
  });

  it.each([
    " does not change",
    " not affected",
    " unchanged",
    " untouched",
    " won't change",
    " will not change",
    " should not change",
    " doesn't move",
    " has no impact",
    " is never touched",
    " no longer moves",
    " cannot move",
    " stays flat",
    " has not changed",
    " isnt affected",
    " probably can't change",
    " will be unaffected",
    " remains the same",
    " no",
    " none",
    "? No.",
    " -> none",
    ": unsure",
    ": tbd",
    ": 0",
    ": 0 %",
    ": does not change",
    " does neither rise nor fall",
    " (unchanged)",
    ": not affected, retention: improved",
    ", retention unchanged",
    " and retention are not affected",
  ])("takes back what stands before %j", (words) => {
    expect(read(`Impact: refund-rate${words}`)).toEqual({ said: "-", told: ["unknown-key"] });
    expect(read(`## Impact\n\nrefund-rate${words}`)).toEqual({ said: "-", told: ["unknown-key"] });
  });

  it.each([
    ["Impact: refund-rate, no longer slow", "moves refund-rate; no longer slow"],
    ["Impact: refund-rate: 0.5 points", "moves refund-rate; 0.5 points"],
    [
      "Impact: refund-rate - no impact reports are sent twice",
      "moves refund-rate; no impact reports are sent twice",
    ],
    ["## Impact\n\nretention because fewer leave", "moves retention; fewer leave"],
    ["## Impact\n\nretention - fewer leave", "moves retention; fewer leave"],
    ["Impact: none expected", "none; expected"],
    ["Impact: None required", "none; required"],
    ["Impact: TBD next week", "unsure; next week"],
    ["Impact: refund-rate - does not time out", "moves refund-rate; does not time out"],
    ["Impact: N/A for now", "none; for now"],
    ["Impact: unsure about refund-rate", "unsure; about refund-rate"],
    ["Impact: No changes are visible to users", "none; are visible to users"],
  ])("still reads %j", (text, said) => {
    expect(read(text)).toEqual({ said, told: [] });
  });

  it("tells of none behind a metric in a list", () => {
    expect(read("## Impact\n\n- refund-rate\n- none")).toEqual({
      said: "moves refund-rate",
      told: ["none-beside-metric"],
    });
  });
});

describe("any keyboard", () => {
  it.each([
    ["Impact：checkout-conversion，refund-rate", "moves checkout-conversion, moves refund-rate"],
    ["Impact：checkout-conversion、refund-rate", "moves checkout-conversion, moves refund-rate"],
    ["Impact: checkout-conversion، refund-rate", "moves checkout-conversion, moves refund-rate"],
    ["Impact: «refund-rate»; „checkout-conversion“", "moves refund-rate, moves checkout-conversion"],
    ["Ｉｍｐａｃｔ：ｒｅｆｕｎｄ－ｒａｔｅ", "moves refund-rate"],
    ["Impact: retention\u2011rate", "moves retention-rate"],
    ["Impact: retention\u2010rate", "moves retention-rate"],
    ["Impact: retention\u2013rate", "moves retention-rate"],
    ["Impact: retention\u2212rate", "moves retention-rate"],
    ["Impact: refund\u00a0rate", "moves refund-rate"],
    ["Impact: Caf\u00e9 orders", "moves cafe"],
    ["Impact: Cafe\u0301 orders", "moves cafe"],
    ["Im\u200bpact: reten\u200btion", "moves retention"],
    ["Impact:&nbsp;refund-rate &mdash; fewer", "moves refund-rate; fewer"],
    ["Impact: retention—fewer people leave", "moves retention; fewer people leave"],
  ])("types %j", (text, said) => {
    expect(read(text)).toEqual({ said, told: [] });
  });

  it.each([..."\u2E17\u30A0\u301C\uFF5E~\u2796\u2500\u207B\u208B\u2027\u2053\u1400\u{10EAD}"])(
    "does not end a key at %j",
    (dash) => {
      expect(read(`Impact: retention${dash}score`)).toEqual({ said: "-", told: ["unknown-key"] });
    },
  );

  it.each(["retention\u2010score", "retention—score", "retention.score", "retention_score", "retentions"])(
    "does not read %j as its beginning",
    (word) => {
      expect(read(`Impact: ${word}`)).toEqual({ said: "-", told: ["unknown-key"] });
    },
  );

  it("types commands and labels as well", () => {
    expect(parseCommands("／impact：refund\u2011rate，\nretention")).toEqual([
      { kind: "impact", text: "refund\u2011rate， retention" },
    ]);
    expect(parseLabels(["Impact：refund\u2011rate"], vocabulary).statement?.kind).toBe("tags");
  });
});

describe("struck-out text", () => {
  it.each([
    "~~Impact: none~~",
    "~Impact: none~",
    "~~a\nImpact: none~~",
    "~~Impact: `refund-rate`~~",
    "<del>Impact: refund-rate</del>",
    "<strike>Impact: refund-rate</strike>",
    "<div><s>Impact: refund-rate</s></div>",
    "<del>\n\nImpact: refund-rate\n\n</del>",
    "## ~~Impact~~\n\nrefund-rate",
    "## Impact\n\n~~refund-rate~~",
    "<!-- throughline -->\n- [x] <!-- metric: refund-rate --> ~~Refund rate~~\n<!-- /throughline -->",
    "<blockquote>\n\nImpact: refund-rate\n\n</blockquote>",
    "<code>Impact: refund-rate</code>",
  ])("is taken back in %j", (text) => {
    expect(read(text)).toEqual({ said: "-", told: [] });
  });

  it.each([
    ["Impact: ~~refund-rate~~ checkout-conversion", "moves checkout-conversion"],
    ["Impact: ~~`refund-rate`~~ `checkout-conversion`", "moves checkout-conversion"],
    ["~~gone\ngone~~\nImpact: none", "none"],
    ["<del>\n\nold\n\n</del>\n\nImpact: none", "none"],
    ["## Impact\n\n- ~~none~~\n- refund-rate", "moves refund-rate"],
    ["## Impact\n\n~~retention~~\n\nrefund-rate", "moves refund-rate"],
    ["about ~5 minutes\nImpact: none", "none"],
    ["Impact: refund-rate - ~ 5 % fewer", "moves refund-rate; ~ 5 % fewer"],
  ])("leaves what stands beside it: %j", (text, said) => {
    expect(read(text)).toMatchObject({ told: [] });
    expect(read(text).said.startsWith(said.split(";")[0] ?? "")).toBe(true);
  });

  it.each(["~~", "~~a ", "~a~", "<del>", "<s>a", "<del>a</del>"])(
    "costs no more than its length: 65,536 characters of %j",
    (piece) => {
      const text = `Impact: ${piece.repeat(65_528 / piece.length)}`;
      expect(read(text).told.length).toBeLessThanOrEqual(1);
    },
  );
});

describe("a value that goes on", () => {
  const TWO = "protects refund-rate, enables checkout-conversion";

  it.each([
    "Impact: protects refund-rate,\n enables checkout-conversion\nSigned-off-by: Ada <ada@example.com>",
    "Impact: protects refund-rate\n enables checkout-conversion\nSigned-off-by: Ada <ada@example.com>",
    "Impact: protects refund-rate,\nenables checkout-conversion",
    "Impact: protects refund-rate and\nenables checkout-conversion",
    "Impact: protects refund-rate\nenables checkout-conversion",
    "Impact:\nprotects refund-rate,\nenables checkout-conversion",
    "**Impact:**\n- protects refund-rate\n- enables checkout-conversion",
    "Impact: protects refund-rate, enables checkout-\nconversion",
    "```impact\nprotects refund-rate\nenables checkout-conversion\n```",
    "## Impact\n\n```\nprotects refund-rate, enables checkout-conversion\n```",
  ])("is read on: %j", (text) => {
    expect(read(text)).toEqual({ said: TWO, told: [] });
  });

  it("goes on behind a line that was wrapped, and ends with a sentence otherwise", () => {
    const wrapped =
      "Impact: refund-rate because the callers ask once, where they asked before\nfor each line";
    expect(read(wrapped).said).toBe(
      "moves refund-rate; the callers ask once, where they asked before for each line",
    );
    expect(read("Impact: none\nMore words").said).toBe("none");
    expect(read("Impact:\nTests: none").said).toBe("-");
    expect(read("Impact: none\ncheckout-conversion").said).toBe("none");
  });
});

describe("what a reader sees of links and line ends", () => {
  it.each([
    "[//]: # (Impact: refund-rate)",
    "[comment]: <> (a\nImpact: refund-rate)",
    '[a]: b\n"\nImpact: refund-rate\n"',
    "- [//]: # (x\n  Impact: refund-rate)",
  ])("is nothing of a definition: %j", (text) => {
    expect(read(text)).toEqual({ said: "-", told: [] });
  });

  it.each([
    "[//]: # (note)\nImpact: refund-rate",
    "[//]: # (note)\n[b]: c\nImpact: refund-rate",
    "## Impact\n\n[//]: # (fill in)\n\nrefund-rate",
    "text<br>Impact: refund-rate<br/>Reviewed: none",
    "<p>text</p>Impact: refund-rate</p>text",
    "<li>text</li>Impact: refund-rate</li>text",
    "<div>text</div>Impact: refund-rate</div>text",
    "text\\\nImpact: refund-rate\\\nReviewed: none",
  ])("is what stands on its own line: %j", (text) => {
    expect(read(text)).toEqual({ said: "moves refund-rate", told: [] });
  });

  it.each(["[a]: b\n", "[a]: b\n(", "[a]: (\n", "[a", '[a]: b "', "[a]: b \\"])(
    "costs no more than its length: %j again and again",
    (piece) => {
      expect(read(`${piece.repeat(65_000 / piece.length)}\nImpact: none`).told.length).toBeLessThanOrEqual(1);
    },
  );
});
