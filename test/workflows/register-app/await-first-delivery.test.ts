import { describe, expect, it } from "vitest";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { awaitFirstDelivery } from "../../../src/workflows/register-app/await-first-delivery.ts";

type Line = { readonly statusCode: number; readonly status: string };

/** The log of GitHub, as each look finds it; what comes after the last is the last. */
function look(looks: readonly (readonly Line[] | Error)[], hasHeard = true) {
  const waits: number[] = [];
  const delivery = awaitFirstDelivery({
    listDeliveries: async () => {
      const found = looks[Math.min(waits.length, looks.length - 1)] ?? [];
      if (found instanceof Error) throw found;
      return { rows: found };
    },
    hasHeard: () => hasHeard,
    wait: async (ms) => void waits.push(ms),
  });
  return delivery.then((found) => ({ found, waits }));
}

const PING: Line = { statusCode: 503, status: "Invalid HTTP Response: 503" };

describe("awaitFirstDelivery", () => {
  it("waits until GitHub has logged one", async () => {
    const { found, waits } = await look([[], [], [PING]]);
    expect([found, waits.length]).toEqual([{ kind: "arrived", statusCode: 503 }, 2]);
  });

  it("takes the oldest of them: it is the ping", async () => {
    const { found } = await look([
      [
        { statusCode: 202, status: "OK" },
        { statusCode: 0, status: "timed out" },
      ],
    ]);
    expect(found).toEqual({ kind: "failed", statusCode: 0, status: "timed out" });
  });

  it("takes a 503 for ours only where something was posted to us", async () => {
    expect((await look([[PING]], false)).found).toEqual({ kind: "failed", ...PING });
    expect((await look([[{ statusCode: 202, status: "OK" }]], false)).found.kind).toBe("arrived");
  });

  it("gives up after a few seconds, and where the log can't be read", async () => {
    const { found, waits } = await look([[]]);
    expect([found, waits]).toEqual([{ kind: "unknown" }, [1000, 1000, 1000, 1000]]);
    const fault = new GitHubError({ kind: "fault", message: "no answer" });
    expect((await look([fault])).found).toEqual({ kind: "unknown" });
    await expect(look([new TypeError("defect")])).rejects.toThrow("defect");
  });
});
