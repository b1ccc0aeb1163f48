import { describe, expect, it } from "vitest";
import { toDelivery } from "../../src/app/to-delivery.ts";
import {
  type Change,
  listAltered,
  listDistinct,
  listRecordedPayloads,
  type Payload,
} from "../conformance/recorded-payloads.ts";

const recorded = listRecordedPayloads();

function read(event: string, payload: Payload): string {
  const { content } = toDelivery({ id: "1", event, payload, bodyHash: "", receivedAtMs: 0 });
  return content.kind === "work" ? "work" : content.why;
}

/** As an app gets it: recordings of repository hooks name no installation. */
function withInstallation(payload: Payload): Payload {
  return payload["installation"] === undefined ? { ...payload, installation: { id: 5 } } : payload;
}

/** Reasons for doing nothing that a payload of the right shape has. */
const GOOD_REASONS = new Set([
  "the action is not used",
  "a button that the check never had",
  "not on the default branch",
  "does not touch the catalog",
  "the branch was deleted",
  "a comment on an issue, without a command",
  "only the label's colour or description changed",
  "the default branch stayed as it was",
]);

/** Without these nobody could say what is to be done: GitHub's schemas permit it, and it is told as ignored. */
const NEEDED = new Set([
  "installation",
  "repository",
  // Of `push` alone; everywhere else a repository has an owner.
  "repository.owner",
  "requested_action.identifier",
]);

describe("payloads that GitHub sent to others", () => {
  it("are all read", () => {
    expect(recorded.length).toBeGreaterThan(180);
    const refused = recorded
      .map(({ event, payload, title }) => `${title}: ${read(event, withInstallation(payload))}`)
      .filter((line) => !line.endsWith(": work") && !GOOD_REASONS.has(line.slice(line.indexOf(": ") + 2)));
    expect(refused).toEqual([]);
  });

  it.each<Change>(["null", "absent"])(
    "are read with anything %s that GitHub's schemas let be so",
    (change) => {
      let tried = 0;
      const differing: string[] = [];
      for (const { event, payload, title } of listDistinct(recorded)) {
        const whole = withInstallation(payload);
        const before = read(event, whole);
        for (const altered of listAltered({ event, payload: whole, title }, change)) {
          tried += 1;
          const after = read(event, altered.payload);
          if (after === before || NEEDED.has(altered.place) || !altered.isPermitted()) continue;
          differing.push(`${title} without ${altered.place}: ${before} -> ${after}`);
        }
      }
      expect(tried).toBeGreaterThan(10_000);
      expect(differing).toEqual([]);
    },
  );
});
