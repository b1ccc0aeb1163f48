import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { renderEnvExample, renderSettingsReference } from "../../src/settings/render-settings-reference.ts";
import { settingsSchema } from "../../src/settings/settings-schema.ts";

describe("the reference of settings", () => {
  it("has every setting, and the files are up to date (npm run generate)", async () => {
    const page = await readFile("docs/reference/settings.md", "utf8");
    const example = await readFile(".env.example", "utf8");
    expect(page).toBe(renderSettingsReference());
    expect(example).toBe(renderEnvExample());
    for (const name of Object.keys(settingsSchema.shape)) {
      expect(page).toContain(`\`${name}\``);
      expect(example).toMatch(new RegExp(`^#?${name}=`, "m"));
    }
  });
});
