import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";

const HEAD = "version: 1\nmetrics:\n  a:\n    kind: customer\n";

function tell(text: string): readonly string[] {
  return parseCatalog({ text, file: "c.yml" }).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

/** As the unit of a metric, in a list of lines, and in a list in brackets. */
function write(value: string): Readonly<Record<"value" | "lines" | "brackets", string>> {
  return {
    value: `${HEAD}    unit: ${value}\n`,
    lines: `${HEAD}areas:\n  d:\n    paths:\n      - ${value}\n    metrics: [a]\n`,
    brackets: `${HEAD}areas:\n  d:\n    paths: [x, ${value}, y]\n    metrics: [a]\n`,
  };
}
const PLACES = { value: "5:11", lines: "8:9", brackets: "7:16" } as const;

describe("a text that wants quotes", () => {
  it.each([
    ["%", '"%"'],
    ["% of sales", '"% of sales"'],
    ["@acme", '"@acme"'],
    ["`x`", '"`x`"'],
    ["*.md", '"*.md"'],
    ["**/*.md", '"**/*.md"'],
    ["!legacy/**", '"!legacy/**"'],
    ["&", '"&"'],
    ["> 100", '"> 100"'],
    ["'it's'", '"it\'s"'],
    ['"a"b"', "'a\"b'"],
    ['"C:\\dir"', "'C:\\dir'"],
    ["[WIP] cart", '"[WIP] cart"'],
    ["{{ name }}", '"{{ name }}"'],
    ["1", '"1"'],
    ["1.50", '"1.50"'],
    ["0x1f", '"0x1f"'],
    ["true", '"true"'],
    ["- x", '"- x"'],
    ["a: b", '"a: b"'],
    ["[bot]", '"[bot]"'],
  ])("says so of %s, where it stands, and shows it mended", (value, quoted) => {
    for (const [place, text] of Object.entries(write(value))) {
      const [first, ...rest] = tell(text);
      expect([place, rest]).toEqual([place, []]);
      expect(first).toContain(`put it in quotes, as ${quoted}`);
      expect(first?.split(" ", 1)[0]).toBe(PLACES[place as keyof typeof PLACES]);
    }
    // What is shown mends it; as a glob it may be one that never matches.
    expect(tell(write(quoted).value)).toEqual([]);
  });

  it("tells of each of several, in the order of the file", () => {
    expect(
      tell(
        `${HEAD}    unit: %\nprompt: { exempt: { authors: [dependabot[bot], renovate[bot]], paths: [*.md] } }\n`,
      ),
    ).toEqual([
      '5:11 A text can\'t begin with % without quotes: put it in quotes, as "%"',
      '6:31 A text inside a list can\'t hold [ without quotes: put it in quotes, as "dependabot[bot]"',
      '6:48 A text inside a list can\'t hold [ without quotes: put it in quotes, as "renovate[bot]"',
      '6:72 A text can\'t begin with * without quotes: put it in quotes, as "*.md"',
    ]);
  });

  it("tells of a key, of a quote that is never closed, and leaves comments alone", () => {
    expect(tell("version: 1\nmetrics:\n  @a: { kind: customer }\n")[0]).toBe(
      '3:3 A text can\'t begin with @ without quotes: put it in quotes, as "@a"',
    );
    expect(tell(write("'x").lines)[0]).toBe(
      '8:9 The quotes around this text don\'t fit what is inside: put it in quotes, as "x"',
    );
    expect(tell(write("% # percent").value)[0]).toContain('as "%"');
    expect(tell(write("#seats").value)[0]).toContain('if #seats is a text, put it in quotes, as "#seats"');
    expect(tell(write("|").value)[0]).toContain('if | is a text, put it in quotes, as "|"');
  });

  it("keeps to what YAML itself says of a list that is open, of tabs, and of a directive", () => {
    expect(tell(`${HEAD}    keywords: [a, b\n`)).toEqual([expect.stringContaining("close it, or put")]);
    expect(tell("version: 1\nmetrics:\n\ta:\n\t\tkind: customer\n")[0]).toBe(
      "3:1 Not valid YAML: Tabs are not allowed as indentation; write spaces instead",
    );
    expect(tell("%YAML 1.2\n---\nversion: 1\n")[0]).toMatch(/^1:1 Directives/);
  });

  it("takes yes, no, on, off and dates as the texts that they are", () => {
    for (const value of ["yes", "no", "on", "off", "2027-03-31", "<<", "=", "$x", ":x"])
      for (const text of Object.values(write(value))) expect(tell(text)).toEqual([]);
    expect(tell("version: 1\nmetrics:\n  2024: { kind: customer }\n")).toEqual([]);
  });

  it("never throws, and tells places inside the file", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."%@`*&!|>[]{}#:,-?'\"\\ \n\tab"), maxLength: 30 });
    fc.assert(
      fc.property(signs, (value) => {
        for (const text of Object.values(write(value))) {
          const lines = text.split("\n").length;
          for (const { line, column } of parseCatalog({ text, file: "c.yml" }).problems) {
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(lines);
            expect(column).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
