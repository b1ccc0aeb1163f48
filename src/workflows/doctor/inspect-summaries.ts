import { buildCatalog } from "../../catalog/parse-catalog.ts";
import { toChannelSetting } from "../../settings/channel-settings.ts";
import type { HeldSummary, StoreContent } from "../ports/store-survey.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";
import { showMinute } from "./show-minute.ts";

const find = createFindingMaker("summary");
/** Writing to GitHub or to a channel takes seconds, waiting for a budget minutes. */
const UNDER_WAY_MS = 60 * 60_000;

/** Weekly summaries, and what channels are told of them, that did not get where they should. */
export function inspectSummaries(held: readonly HeldSummary[], nowMs: number): readonly SetupFinding[] {
  return held.flatMap((one) => inspectHeld(one, nowMs));
}

function inspectHeld(held: HeldSummary, nowMs: number): readonly SetupFinding[] {
  const { account, week, channel, state, why, atMs } = held;
  const isUnderWay = why === undefined && nowMs - atMs < UNDER_WAY_MS;
  if (isUnderWay) return [];
  const summary = `the summary ${week} of ${account}`;
  const reason = why ?? "nothing came of it";
  if (channel === undefined) {
    return [
      find(
        "warning",
        `The summary ${week} of ${account} is not posted since ${showMinute(atMs)}: ${reason}. Mend it, and it is posted by itself.`,
      ),
    ];
  }
  if (state === "telling") {
    return [
      find(
        "note",
        `Whether the channel ${channel} was told of ${summary} is not known; it is not told twice.`,
      ),
    ];
  }
  return [find("warning", `The channel ${channel} was not told of ${summary}: ${reason}.`)];
}

const channelFinding = createFindingMaker("channels");

/** Channels that catalogs name, beside the settings that hold an address. */
export function inspectChannels(
  catalogs: StoreContent["catalogs"],
  addressed: ReadonlySet<string>,
): readonly SetupFinding[] {
  const named = new Map<string, { readonly name: string; readonly place: string }>();
  for (const { source, path, text } of catalogs) {
    const place = `${source}:${path}`;
    for (const name of listChannels(text, place)) {
      const setting = toChannelSetting(name);
      if (!named.has(setting)) named.set(setting, { name, place });
    }
  }
  const missing = [...named].filter(([setting]) => !addressed.has(setting));
  const unused = [...addressed].filter((setting) => !named.has(setting));
  return [
    ...missing.map(([setting, { name, place }]) =>
      channelFinding(
        "warning",
        `${place} names the channel ${name}, which has no address: set ${setting}, or take it out.`,
      ),
    ),
    ...unused.map((setting) =>
      channelFinding("note", `${setting} is set, and no catalog that was read names this channel.`),
    ),
    ...(named.size > 0 && missing.length === 0
      ? [channelFinding("ok", `Each of the ${named.size} channels that catalogs name has an address.`)]
      : []),
  ];
}

/** By the file alone: what is broken elsewhere in it is told elsewhere. */
function listChannels(text: string, file: string): readonly string[] {
  const { catalog } = buildCatalog([{ layer: "repository", text, file, visibility: "private" }]);
  return (catalog?.summary.channels ?? []).map(({ name }) => name);
}

const clockFinding = createFindingMaker("clock");
const SECOND_MS = 1_000;
/** GitHub refuses a token that was issued further in its future; it tells the time in whole seconds. */
const ALLOWED_MS = 60 * SECOND_MS;
const UNREMARKABLE_MS = 5 * SECOND_MS;

/** This machine's clock beside GitHub's; positive: GitHub's is ahead. */
export function inspectClock(clockLeadMs: number | undefined): readonly SetupFinding[] {
  if (clockLeadMs === undefined) return [];
  const seconds = Math.round(Math.abs(clockLeadMs) / SECOND_MS);
  if (Math.abs(clockLeadMs) <= UNREMARKABLE_MS) {
    return [clockFinding("ok", "This machine's clock agrees with GitHub's.")];
  }
  const where = `This machine's clock is ${seconds} s ${clockLeadMs > 0 ? "behind" : "ahead of"} GitHub's`;
  if (Math.abs(clockLeadMs) <= ALLOWED_MS)
    return [clockFinding("note", `${where}, which GitHub puts up with.`)];
  return [
    clockFinding(
      "error",
      `${where}: GitHub refuses tokens that far off, each one is asked for twice, and what is due by the clock comes at the wrong time. Set the clock by NTP.`,
    ),
  ];
}
