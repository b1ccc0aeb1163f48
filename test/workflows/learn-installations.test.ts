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
        const rows = [
          {
            id: 7,
            accountId: 1,
            accountLogin: "acme",
            accountType: "Organization" as const,
            isSuspended: false,
            permissions: {},
            events: [],
          },
        ];
        yield { rows, unreadable: [] };
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

it("leaves out one that can't be read, says so, and asks again until it can", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bumps: Bump[] = [];
  const warned: unknown[] = [];
  let asked = 0;
  const row = {
    accountId: 1,
    accountLogin: "acme",
    accountType: "Organization",
    isSuspended: false,
    permissions: {},
    events: [],
  } as const;
  const why = "account: expected object, received null";
  learnInstallations({
    store: {
      findInstallation: async (id) => (id === 9 ? { ...row, id } : undefined),
      bump: async (more) => void bumps.push(...more),
    },
    app: {
      async *listInstallations() {
        asked += 1;
        if (asked === 1) yield { rows: [], unreadable: [{ why }, { id: 8, why }, { id: 9, why }] };
        yield { rows: [{ ...row, id: 7 }], unreadable: [] };
      },
    },
    log: { ...SILENT, warn: (fields) => void warned.push(fields) },
    wake: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(0);
  // Alone it may be told whole; one that the store knows stays as it is.
  expect(bumps.map(({ subject }) => subject)).toEqual([
    { kind: "installation", installationId: 8 },
    { kind: "installation", installationId: 7 },
  ]);
  expect(warned).toEqual([{ why }, { installation: 8, why }, { installation: 9, why }]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toBe(2);
});
