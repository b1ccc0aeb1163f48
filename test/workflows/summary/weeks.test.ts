import { expect, it } from "vitest";
import { describeOnEngines } from "../../store/store-rig.ts";
import { playSummaryWeeks, ZONES } from "../../support/play-summary-weeks.ts";

// The short form of `npm run bench -- summary`, which plays 104 weeks.
describeOnEngines("weeks in eight zones with two replicas", (open) => {
  async function openReplicas() {
    const clock = await open("off");
    // On SQLite one process has the file, and both replicas stand in it.
    const other = clock.engine.kind === "sqlite" ? clock.store : await clock.reopen("off");
    return { clock, stores: [clock.store, other] };
  }

  it("are told of once each, over a change of the clocks and with faults", async () => {
    const { clock, stores } = await openReplicas();
    const played = await playSummaryWeeks({
      stores,
      clock,
      fromMs: Date.UTC(2026, 9, 21),
      weeks: 2,
      zones: ZONES,
      hasChange: () => true,
      faults: "some",
    });
    expect(played).toMatchObject({ posts: 16, wrong: [] });
  });

  it("are told of over the new year, and not where nothing landed", async () => {
    const { clock, stores } = await openReplicas();
    const played = await playSummaryWeeks({
      stores,
      clock,
      fromMs: Date.UTC(2026, 11, 23),
      weeks: 3,
      zones: ZONES.slice(0, 3),
      hasChange: (place) => place !== 1,
      faults: "none",
    });
    expect(played).toMatchObject({ posts: 6, wrong: [] });
  });
});
