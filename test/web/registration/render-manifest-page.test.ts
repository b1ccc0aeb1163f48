import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import { toFirstForm } from "../../../src/web/registration/form.ts";
import { renderManifestPage } from "../../../src/web/registration/take-form.ts";

function render(text: string, manifest: Readonly<Record<string, unknown>>): string {
  return String(
    renderManifestPage({
      wish: {
        publicUrl: "https://throughline.example.com",
        account: { kind: "user", login: text },
        gitHub: { address: toGitHubAddress(undefined, "https") },
        appName: text,
        keep: "file",
      },
      form: { ...toFirstForm(), name: text, address: text },
      template: { url: text, description: text, permissions: { [text]: text }, events: [text] },
      manifest,
      target: "https://github.com/settings/apps/new?state=s",
      report: String(text),
      credentialsPath: text,
    } as unknown as Parameters<typeof renderManifestPage>[0]),
  );
}

/** What a browser makes of the value of an attribute. */
function decode(value: string): string {
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

describe("renderManifestPage", () => {
  it("carries any manifest to GitHub as it is, and lets no text become a part of the page", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"><script>', "&quot;", "</form>", "'"),
    );
    fc.assert(
      fc.property(nasty, fc.dictionary(fc.string(), nasty), (text, manifest) => {
        const page = render(text, manifest);
        const [, value = ""] = /name="manifest" value="([^"]*)"/.exec(page) ?? [];
        expect(JSON.parse(decode(value))).toEqual(manifest);
        expect(page).not.toContain("<script");
        expect(page.match(/<form/g)).toHaveLength(2);
        expect(page.match(/<\/form>/g)).toHaveLength(2);
      }),
    );
  });
});
