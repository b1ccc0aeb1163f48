import { expect, it, onTestFinished, vi } from "vitest";
import { learnInstallations } from "../../src/workflows/learn-installations.ts";
import type { Bump } from "../../src/workflows/ports/service-store.ts";
import { SILENT } from "../support/look-rig.ts";

it("asks GitHub again until it has answered, and then no more", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bumps: Bump[] = [];
  let asked = 0;
  learnInstallations({
    store: {
      findInstallation: async () => undefined,
      bump: async (more) => void bumps.push(...more),
    },
    app: {
      async *listInstallations() {
        asked += 1;
        if (asked < 3) throw new Error("502");
        yield [
          {
            id: 7,
            accountId: 1,
            accountLogin: "acme",
            accountType: "Organization",
            isSuspended: false,
            permissions: {},
            events: [],
          },
        ];
      },
    },
    log: SILENT,
    wake: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect({ asked, bumps }).toEqual({ asked: 2, bumps: [] });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bumps.map(({ subject }) => subject)).toEqual([{ kind: "installation", installationId: 7 }]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toBe(3);
});
