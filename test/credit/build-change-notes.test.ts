import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildChangeNotes, buildCommitNotes } from "../../src/credit/build-change-notes.ts";
import { parsePerson } from "../../src/credit/person.ts";
import { CREDIT_LIMITS } from "../../src/credit/to-words.ts";
import type { Credit, CreditedPerson } from "../../src/model/credit.ts";

const MONA: CreditedPerson = { name: "mona", isLogin: true, id: 11 };
const JO: CreditedPerson = { name: "Jo", isLogin: true, id: 42 };

const show = (credits: readonly Credit[]) => credits.map(({ kind, person }) => `${kind} ${person.name}`);

describe("buildChangeNotes", () => {
  it("names the author first, then what the description, the commits and comments say", () => {
    const notes = buildChangeNotes({
      author: MONA,
      description: "Helped-by: @kim\nLearned: retries need a cap\nIdea-from: acme/shop#12",
      ofCommits: buildCommitNotes([
        { message: "Cap retries\n\nReported-by: @lee", author: MONA, coAuthors: [] },
      ]),
      commands: {
        credits: [{ kind: "decision", person: MONA, words: "kept it small" }],
        learnings: [{ text: "Caps are cheap", by: JO }],
      },
    });
    expect(show(notes.credits)).toEqual(["author mona", "helped kim", "reported lee", "decision mona"]);
    expect(notes.learnings).toEqual([
      { text: "retries need a cap", by: MONA },
      { text: "Caps are cheap", by: JO },
    ]);
    expect(notes.ideasFrom).toEqual([{ repository: "acme/shop", number: 12 }]);
  });

  it("is empty where a machine wrote it and nobody said anything", () => {
    const author = parsePerson("renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>");
    expect(buildChangeNotes({ author, description: "" })).toEqual({
      credits: [],
      learnings: [],
      ideasFrom: [],
    });
  });

  it("says each thing of each person once, and learns an id from whoever tells it", () => {
    const notes = buildChangeNotes({
      author: MONA,
      description: "Co-authored-by: @jo\nHelped-by: @JO\nHelped-by: @jo\nHelped-by: @mona",
      ofCommits: { credits: [{ kind: "co-author", person: JO }] },
    });
    expect(show(notes.credits)).toEqual(["author mona", "co-author jo", "helped JO"]);
    expect(notes.credits[1]?.person.id).toBe(42);
  });

  it("calls a co-author whose suggestion was committed by that", () => {
    const ofCommits = buildCommitNotes([
      { message: "Cap retries (#1)", author: MONA, coAuthors: [JO] },
      { message: "Apply suggestion from @Jo", author: MONA, coAuthors: [JO] },
    ]);
    expect(show(buildChangeNotes({ author: MONA, description: "", ofCommits }).credits)).toEqual([
      "author mona",
      "suggestion Jo",
    ]);
  });

  it("keeps two words of praise for one person, and drops one that is said twice", () => {
    const praise = (words: string): Credit => ({ kind: "decision", person: JO, words });
    const commands = { credits: [praise("a"), praise("b"), praise("a")] };
    expect(buildChangeNotes({ author: MONA, description: "", commands }).credits).toHaveLength(3);
  });

  it("keeps its limits, and the author, however much is said", () => {
    const line = Array.from({ length: 60 }, (_, at) => `Helped-by: @p${at}\n\nLearned: l${at}\n`).join("\n");
    const notes = buildChangeNotes({ author: MONA, description: line });
    expect(notes.credits).toHaveLength(CREDIT_LIMITS.credits);
    expect(notes.credits[0]?.kind).toBe("author");
    expect(notes.learnings).toHaveLength(CREDIT_LIMITS.learnings);
  });

  it("gives the same twice, and takes what it gave without a change", () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const said = { author: MONA, description: `Learned: ${words}\nHelped-by: ${words}` };
        expect(buildChangeNotes(said)).toEqual(buildChangeNotes(said));
      }),
    );
  });
});

describe("parsePerson", () => {
  it.each<[string, CreditedPerson | undefined]>([
    ["Mona Lisa <mona@example.org>", { name: "Mona Lisa", isLogin: false }],
    ["mona", { name: "mona", isLogin: false }],
    ["M <11+mona@users.noreply.github.com>", MONA],
    ["M <mona@users.noreply.github.example>", { name: "mona", isLogin: true }],
    ["<mona@example.org>", undefined],
    ["", undefined],
  ])("%j", (text, person) => {
    expect(parsePerson(text)).toEqual(person);
  });
});
