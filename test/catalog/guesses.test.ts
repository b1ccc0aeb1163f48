import { describe, expect, it } from "vitest";
import { buildCatalog, type LayeredSource } from "../../src/catalog/parse-catalog.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";

const FILE = ".github/throughline.yml";

/** An organisation's file that few can read: two private metrics, a public one, an area, and locks of both. */
const SECRET: LayeredSource = {
  layer: "organisation",
  file: "acme/.github-private:throughline.yml",
  visibility: "private",
  text: `version: 1
locked: [metrics.rival-deal, metrics.old-deal, areas.rival-area]
metrics:
  rival-deal: { name: Rival talks, kind: revenue, better: up, was: [rival-plan] }
  old-deal: { kind: revenue, better: up }
  sign-ups: { name: Sign-ups, kind: customer, better: up, visibility: public, drives: [rival-deal] }
areas:
  rival-area: { paths: ["secret/**"], metrics: [rival-deal] }
`,
};

/** What everybody can see of a public file that is proposed, or that holds, over the organisation's. */
function show(text: string) {
  const own: LayeredSource = {
    layer: "repository",
    file: FILE,
    visibility: "public",
    text: `version: 1\n${text}`,
  };
  const { catalog, problems } = buildCatalog([SECRET, own]);
  const policy = catalog && compilePolicy(catalog, "public");
  return {
    isWhole: catalog !== undefined,
    shown: policy && [...policy.shownMetrics.values()],
    words: policy?.vocabulary.words.toSorted(),
    // What a path of the private area would be suggested to claim.
    areas: catalog?.areas
      .map(({ paths, metrics }) => ({
        paths,
        metrics: metrics.filter((key) => policy?.shownMetrics.has(key)),
      }))
      .filter(({ metrics }) => metrics.length > 0),
    problems: problems.filter(({ file }) => file === FILE),
    counted: problems.filter(({ file }) => file !== FILE).length,
  };
}

const OWN = "metrics:\n  speed: { name: Speed, kind: customer, better: up }\n";
/** `WORD` is the guess. */
const PROPOSALS: Readonly<Record<string, string>> = {
  "a metric that drives it": "metrics:\n  speed: { kind: delivery, better: up, drives: [WORD] }\n",
  "a metric with it as guardrail": "metrics:\n  speed: { kind: customer, better: up, guardrails: [WORD] }\n",
  "an area that lists it": `${OWN}areas:\n  a: { paths: [a], metrics: [WORD] }\n`,
  "a metric that was it": "metrics:\n  speed: { kind: customer, better: up, was: [WORD] }\n",
  "a metric of that key":
    "metrics:\n  WORD: { name: Mine, kind: customer, better: up }\n  speed: { kind: cost, drives: [WORD] }\n",
  "a metric of that name": "metrics:\n  speed: { name: WORD, kind: customer, better: up }\n",
  "an area of that key": `${OWN}areas:\n  WORD: { paths: [a], metrics: [speed] }\n`,
  "an area with its paths": `${OWN}areas:\n  a: { paths: ["secret/**"], metrics: [speed] }\n`,
};

describe("whoever writes guessed keys into a public catalog", () => {
  it.each(Object.entries(PROPOSALS))("learns nothing from %s", (_name, text) => {
    const tell = (word: string) =>
      JSON.stringify(show(text.replaceAll("WORD", word))).replaceAll(word, "WORD");
    for (const guess of ["rival-deal", "old-deal", "rival-plan", "rival-area"]) {
      expect(tell(guess)).toBe(tell(guess.replace(/deal|plan|area/u, "xxxx")));
    }
    expect(tell("xxxx-yyyy")).not.toMatch(/rival|old-deal|github-private/u);
  });

  it("is still told of what everybody may know", () => {
    const drive = (key: string) =>
      show(`metrics:\n  speed: { kind: delivery, better: up, drives: [${key}] }\n`).problems;
    const message = expect.stringContaining('did you mean "sign-ups"?');
    expect(drive("sign-up")).toContainEqual(expect.objectContaining({ message }));
    expect(drive("sign-ups")).toEqual([]);
  });

  it("is told of a lock without the place of the file that locks", () => {
    const locking = { ...SECRET, text: SECRET.text.replace("locked: [", "locked: [prompt.mode, ") };
    const own = {
      layer: "repository",
      file: FILE,
      text: `version: 1\n${OWN}prompt: { mode: require }\n`,
    } as const;
    const lockedBy = (visibility: "public" | "private") =>
      buildCatalog([locking, { ...own, visibility }]).problems.find(({ code }) => code === "locked")?.message;
    expect(lockedBy("public")).toBe(
      "prompt.mode is ignored: the organisation's catalog locks prompt.mode; remove it here",
    );
    expect(lockedBy("private")).toContain("acme/.github-private");
  });

  it("sees the same version of a catalog, whatever its private metrics are", () => {
    const policyOf = (text: string) => {
      const { catalog } = buildCatalog([{ ...SECRET, text }]);
      if (catalog === undefined) throw new Error("The catalog has errors.");
      return compilePolicy(catalog, "public");
    };
    const edited = SECRET.text.replace("Rival talks", "Rival bought");
    expect(policyOf(edited).version).toBe(policyOf(SECRET.text).version);
    expect(policyOf(edited).catalog.version).not.toBe(policyOf(SECRET.text).catalog.version);
    expect(policyOf(SECRET.text.replace("name: Sign-ups", "name: Trials")).version).not.toBe(
      policyOf(SECRET.text).version,
    );
  });
});
