import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../sandbox/page/render-markdown.ts";

const render = (text: string): string => renderMarkdown(text, { base: "/acme/shop" });

describe("renderMarkdown", () => {
  it.each([
    ["**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>"],
    ["see #12", '<p>see <a href="/acme/shop/issues/12">#12</a></p>'],
    ["see acme/pay#3", '<p>see <a href="/acme/pay/issues/3">acme/pay#3</a></p>'],
    ["<code>/seen acme/pay#3 yes</code>", "<p><code>/seen acme/pay#3 yes</code></p>"],
    ["[x](javascript:alert(1))", "<p>x</p>"],
    ["<script>alert(1)</script>", ""],
    ["a <b>b</b> <!-- c -->", "<p>a b </p>"],
    ["![secret](https://example.com/x.png)", "<p><em>secret</em></p>"],
    ["<details><summary>More &amp; <b></summary>\n\ntext\n\n</details>", ""],
  ])("%s", (text, html) => {
    if (html !== "") expect(render(text)).toBe(html);
    else expect(render(text)).not.toMatch(/<script|<b>/);
  });

  it("keeps folds, and closes those that a text leaves open", () => {
    expect(render("<details><summary>More</summary>\n\nhere\n\n</details>")).toBe(
      "<details><summary>More</summary><p>here</p></details>",
    );
    expect(render("<details><summary>More</summary>\n\nhere")).toBe(
      "<details><summary>More</summary><p>here</p></details>",
    );
    expect(render("here\n\n</details>")).toBe("<p>here</p>");
  });

  it("numbers boxes in the order in which they stand", () => {
    const html = renderMarkdown("- [ ] a\n- [x] b", { base: "/a/b", boxes: "tickable" });
    expect(html).toContain('value="0"> a');
    expect(html).toContain('value="1" checked> b');
  });

  it("lets no tag through but its own, whatever the text", () => {
    const piece = fc.constantFrom(
      "<script>",
      "</code>",
      "<code>",
      "<details>",
      "</details>",
      "<summary>",
      "<img src=x onerror=y>",
      '"',
      "'",
      "[a](",
      "data:x)",
      "`",
      "- [ ] ",
      "\n\n",
      "| a |\n| - |\n| <b> |\n",
      "#1",
      "a/b#2",
      "&lt;",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = render(pieces.join(""));
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
        expect(tags.filter((name) => !ALLOWED.has(name ?? ""))).toEqual([]);
        expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style|src)=/i);
        const folds = (pattern: RegExp): number => [...html.matchAll(pattern)].length;
        expect(folds(/<details>/g)).toBe(folds(/<\/details>/g));
      }),
    );
  });
});

const ALLOWED = new Set(
  "p strong em code pre a ul ol li label input div table thead tbody tr th td details summary h3 h4 h5 h6 hr br blockquote".split(
    " ",
  ),
);
