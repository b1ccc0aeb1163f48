import { buildCatalog } from "../../catalog/build-catalog.ts";
import { toChannelSetting } from "../../settings/channel-settings.ts";
import type { StoreContent } from "../ports/store-survey.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";

const find = createFindingMaker("channels");

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
      find(
        "warning",
        `${place} names the channel ${name}, which has no address: set ${setting}, or take it out.`,
      ),
    ),
    ...unused.map((setting) =>
      find("note", `${setting} is set, and no catalog that was read names this channel.`),
    ),
    ...(named.size > 0 && missing.length === 0
      ? [find("ok", `Each of the ${named.size} channels that catalogs name has an address.`)]
      : []),
  ];
}

/** By the file alone: what is broken elsewhere in it is told elsewhere. */
function listChannels(text: string, file: string): readonly string[] {
  const { catalog } = buildCatalog([{ layer: "repository", text, file, visibility: "private" }]);
  return (catalog?.summary.channels ?? []).map(({ name }) => name);
}
