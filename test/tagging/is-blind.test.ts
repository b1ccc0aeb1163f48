import { describe, expect, it } from "vitest";
import { isBlind } from "../../src/tagging/suggest-metrics.ts";

const subjects = Array.from({ length: 4000 }, (_, index) => ({
  repositoryId: 4_000_000_000 + (index % 7),
  number: index,
}));

describe("isBlind", () => {
  it("takes about the share, all at 1 and none at 0", () => {
    expect(subjects.filter((subject) => isBlind(subject, 0))).toHaveLength(0);
    expect(subjects.filter((subject) => isBlind(subject, 1))).toHaveLength(subjects.length);
    const tenth = subjects.filter((subject) => isBlind(subject, 0.1)).length;
    expect(tenth).toBeGreaterThan(320);
    expect(tenth).toBeLessThan(480);
  });

  it("only adds to a smaller share", () => {
    expect(subjects.filter((subject) => isBlind(subject, 0.1) && !isBlind(subject, 0.3))).toHaveLength(0);
  });

  it("keeps its choice: a change would mix blind and shown in what is measured", () => {
    expect(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => isBlind({ repositoryId: 1, number }, 0.5)),
    ).toMatchInlineSnapshot(`
      [
        false,
        true,
        false,
        true,
        true,
        false,
        false,
        false,
      ]
    `);
  });
});
