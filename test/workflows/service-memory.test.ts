import { describe, expect, it } from "vitest";
import { createServiceMemory } from "../../src/workflows/service-memory.ts";

const MINUTE_MS = 60_000;

describe("createServiceMemory", () => {
  it("forgets after its time, counted from when a thing was first remembered", () => {
    const clock = { nowMs: 0 };
    const { contentWrites } = createServiceMemory(() => clock.nowMs);
    contentWrites.set("900:1", 1);
    clock.nowMs = 59 * MINUTE_MS;
    contentWrites.set("900:1", 2);
    expect(contentWrites.find("900:1")).toBe(2);
    clock.nowMs = 60 * MINUTE_MS;
    expect(contentWrites.find("900:1")).toBeUndefined();
    contentWrites.set("900:1", 1);
    clock.nowMs = 119 * MINUTE_MS;
    expect(contentWrites.find("900:1")).toBe(1);
  });

  it("starts its time anew where a thing was taken out first", () => {
    const clock = { nowMs: 0 };
    const { permissions } = createServiceMemory(() => clock.nowMs);
    permissions.set("900:mona", "write");
    clock.nowMs = 9 * MINUTE_MS;
    permissions.delete("900:mona");
    permissions.set("900:mona", "read");
    clock.nowMs = 18 * MINUTE_MS;
    expect(permissions.find("900:mona")).toBe("read");
  });

  it("lets go of what was set longest ago when it is full", () => {
    const { issues } = createServiceMemory(() => 0);
    for (let number = 0; number < 2_000; number += 1) issues.set(`900#${number}`, "absent");
    issues.set("900#0", "absent");
    issues.set("900#2000", "absent");
    expect(["900#0", "900#1", "900#2000"].map((key) => issues.find(key))).toEqual([
      "absent",
      undefined,
      "absent",
    ]);
  });
});
