import { describe, expect, it } from "vitest";
import { listClosingReferences as listInWorld } from "../../sandbox/github/world/closing-issues.ts";
import { listClosingReferences } from "../../src/tagging/list-closing-references.ts";
import { mayHoldAnswer } from "../../src/tagging/may-hold-answer.ts";

const COUNTED: readonly (readonly [string, readonly object[]])[] = [
  ["Fixes #1", [{ number: 1 }]],
  ["closes: #1 and resolves #2", [{ number: 1 }, { number: 2 }]],
  ["Fixes GH-1", [{ number: 1 }]],
  ["Fixes acme/shop#4.", [{ repository: "acme/shop", number: 4 }]],
  ["Resolved https://github.com/acme/shop/issues/9#issuecomment-1", [{ repository: "acme/shop", number: 9 }]],
  ["**Fixes:** #1", [{ number: 1 }]],
  ["- [ ] Fixes #5", [{ number: 5 }]],
  ["<details>\nFixes #3\n</details>", [{ number: 3 }]],
  ["Fixes #1, #2", [{ number: 1 }]],
  ["<!-- Fixes #1 -->\n\nFixes #2", [{ number: 2 }]],
  ["```\nFixes #1\n```\n\nFixes #2", [{ number: 2 }]],
  ["<!--\n```\n-->\nFixes #2", [{ number: 2 }]],
];

const SILENT = [
  "<!-- Example: Fixes #1 -->\n\nJust a typo.",
  "Text <!-- Fixes #1 --> more",
  "```\nFixes #1\n```",
  "~~~\nFixes #1",
  "Write `Fixes #1` to close an issue.",
  "<code>Fixes #1</code>",
  "    Fixes #1",
  "> Fixes #1",
  "~~Fixes #1~~",
  "~Fixes #1~",
  "<del>Fixes #1</del>",
  "Fixes [#1](https://acme.example)",
  "Fixes #<!-- -->1",
  "Fixes#1",
  "prefixes #1",
  "Fixes #0",
  "Fixes #1a",
];

describe("listClosingReferences", () => {
  it.each(COUNTED)("reads %j", (body, expected) => {
    expect(listClosingReferences(body)).toEqual(expected);
    expect(mayHoldAnswer(body)).toBe(true);
  });

  const UNSEEN = ["[//]: # (Fixes #1)", "[comment]: <> (Closes #1)", '[a]: b\n"so\nFixes #1\n"'];
  it.each([...SILENT, ...UNSEEN, "<blockquote>\n\nFixes #1\n\n</blockquote>", "<s>\n\nFixes #1\n\n</s>"])(
    "reads nothing from %j",
    (body) => {
      expect(listClosingReferences(body)).toEqual([]);
    },
  );

  it("agrees with the simulated GitHub, which has eyes of its own", () => {
    for (const [body, expected] of COUNTED) {
      const inWorld = listInWorld(body).map(({ owner, name, number }) =>
        owner === undefined ? { number } : { repository: `${owner}/${name}`, number },
      );
      expect(inWorld, body).toEqual(expected);
    }
    for (const body of SILENT) expect(listInWorld(body), body).toEqual([]);
  });

  it.each(["fix ", "Fixes #1 ", "<!-- fixes #1", "~~fixes #1 ", "`fixes #1 ", "<del>fixes #1\n\n"])(
    "reads 65,536 characters of %j to the end",
    (piece) => {
      const text = piece.repeat(65_536 / piece.length);
      expect(listClosingReferences(text).length).toBeLessThanOrEqual(1);
      expect(listInWorld(text).length).toBeLessThanOrEqual(1);
    },
  );
});
