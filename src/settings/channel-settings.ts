import { fail, type Result, succeed } from "../model/result.ts";
import { CHANNEL_KINDS, type ChannelAddress } from "./channel-address.ts";
import type { SettingProblem } from "./settings.ts";

const PREFIX = "THROUGHLINE_CHANNEL_";
/** `teams https://example.com/hook`, or the address alone. */
const VALUE = /^(?:(\w+)\s+)?(\S+)$/;
/** Hosts of Microsoft's workflows, the former connectors' among them. */
const TEAMS_HOST = /(?:^|\.)(?:logic\.azure\.(?:com|us)|powerplatform\.com|webhook\.office\.com)$/;

/** `sales-eu` -> `THROUGHLINE_CHANNEL_SALES_EU`. */
export function toChannelSetting(name: string): string {
  return `${PREFIX}${name.toUpperCase().replaceAll("-", "_")}`;
}

/** Addresses by the name of their setting, or every problem with them. No message holds an address. */
export function parseChannelSettings(
  env: Readonly<Record<string, string | undefined>>,
): Result<ReadonlyMap<string, ChannelAddress>, readonly SettingProblem[]> {
  const addresses = new Map<string, ChannelAddress>();
  const problems: SettingProblem[] = [];
  for (const [setting, value] of Object.entries(env).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const text = value?.trim() ?? "";
    if (!setting.startsWith(PREFIX) || text === "") continue;
    const address = parseAddress(text);
    if (address.ok) addresses.set(setting, address.value);
    else problems.push({ setting, message: `${setting} ${address.error}` });
  }
  return problems.length === 0 ? succeed(addresses) : fail(problems);
}

function parseAddress(text: string): Result<ChannelAddress, string> {
  const [, word, url = ""] = VALUE.exec(text) ?? [];
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== "https:") {
    return fail(
      "is no https address; write https://HOST/PATH, with slack, teams or text before it if need be.",
    );
  }
  if (parsed.username !== "" || parsed.password !== "") {
    return fail("has a user or password in its address; webhooks carry their secret in the path.");
  }
  const kind = word === undefined ? toKind(parsed.hostname) : CHANNEL_KINDS.find((one) => one === word);
  if (kind === undefined) return fail("has to begin with slack, teams or text, or with the address itself.");
  return succeed({ kind, url: parsed.href });
}

function toKind(host: string): ChannelAddress["kind"] {
  if (host === "hooks.slack.com" || host === "hooks.slack-gov.com") return "slack";
  return TEAMS_HOST.test(host) ? "teams" : "text";
}
