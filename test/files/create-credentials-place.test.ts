import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCredentialsPlace } from "../../src/files/create-credentials-place.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "throughline-credentials-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the place of the credentials", () => {
  it("is made for this user alone, and holds nothing after it was inspected", async () => {
    const place = createCredentialsPlace(join(folder, "data/more/credentials.json"));
    expect((await place.inspect()).ok).toBe(true);
    expect(readdirSync(join(folder, "data/more"))).toEqual([]);
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  it("keeps a text whole, 0600, and leaves no part behind", async () => {
    const path = join(folder, "credentials.json");
    expect((await createCredentialsPlace(path).keep("text\n")).ok).toBe(true);
    expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["text\n", 0o600]);
    expect(readdirSync(folder)).toEqual(["credentials.json"]);
  });

  it("never writes over what is there, and says so before and after", async () => {
    const path = join(folder, "credentials.json");
    writeFileSync(path, "first");
    const place = createCredentialsPlace(path);
    for (const result of [await place.inspect(), await place.keep("second")]) {
      expect(result.ok ? "" : result.error).toMatch(
        /is there already: an app was registered by another process/,
      );
    }
    expect(readFileSync(path, "utf8")).toBe("first");
    expect(readdirSync(folder)).toEqual(["credentials.json"]);
  });

  it("sees a link that leads nowhere before it is too late", async () => {
    const path = join(folder, "credentials.json");
    symlinkSync(join(folder, "nowhere"), path);
    const fitness = await createCredentialsPlace(path).inspect();
    expect(fitness.ok ? "" : fitness.error).toContain("is there already");
  });

  it("removes the key that a killed process left, and nobody's who is at work", async () => {
    const old = ".credentials.11111111-1111-4111-8111-111111111111.part";
    const young = ".credentials.22222222-2222-4222-8222-222222222222.part";
    for (const name of [old, young, "notes.part"]) writeFileSync(join(folder, name), "key");
    utimesSync(join(folder, old), 1, 1);
    utimesSync(join(folder, "notes.part"), 1, 1);
    expect((await createCredentialsPlace(join(folder, "credentials.json")).inspect()).ok).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual([young, "notes.part"]);
  });

  it("lets one of many win", async () => {
    const path = join(folder, "credentials.json");
    const results = await Promise.all(
      ["a", "b", "c", "d"].map((text) => createCredentialsPlace(path).keep(text)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("says what is in the way, and names the setting", async () => {
    writeFileSync(join(folder, "file"), "");
    const place = createCredentialsPlace(join(folder, "file/credentials.json"));
    for (const result of [await place.inspect(), await place.keep("text")]) {
      expect(result.ok ? "" : result.error).toMatch(
        /can't be written \(a file stands where .*: set DATA_DIR/,
      );
    }
  });
});
