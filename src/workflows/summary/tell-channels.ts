import { renderHeadline, renderPartnerHeadline, toChannelText } from "../../summary/headline.ts";
import { showTeam } from "../../summary/pages/summary-page.ts";
import type { Summary, SummaryPartner } from "../../summary/summary.ts";
import type { ChannelMessage, ChannelOutcome } from "../ports/summary-channels.ts";
import type { StoredSummaryChannel, StoredSummaryWeek } from "../ports/summary-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { MadeSummary } from "./made-summary.ts";
import type { SummaryLook } from "./summary-look.ts";

/** Half a minute, doubled: the last try comes after about two hours. */
const FIRST_WAIT_MS = 30_000;
const MOST_ATTEMPTS = 8;

/**
 * Tells the channels of a posted week that are still to be told, each once: noted before it is sent, so that a crash in
 * between tells nobody twice. Nothing of it undoes the post.
 */
export async function tellChannels(
  look: SummaryLook,
  row: StoredSummaryWeek,
  made: MadeSummary | undefined,
): Promise<LookOutcome> {
  const { context, organisation } = look;
  const { store, now } = context;
  const channels = await store.listSummaryChannels(look.subject.organisationId, look.subject.week);
  const open = channels.filter(({ state }) => state === "waiting" || state === "telling");
  if (open.length === 0) return { settlement: { kind: "done" }, writes: {} };
  const isDue = ({ nextAtMs = 0 }: StoredSummaryChannel): boolean => nextAtMs <= now();
  const summary = open.some(isDue) ? (made ?? (await makeAgain(look, row))) : undefined;
  const after: StoredSummaryChannel[] = [];
  for (const channel of open) {
    after.push(
      summary === undefined || !isDue(channel) ? channel : await tellOne(look, { row, channel, summary }),
    );
  }
  const waiting = after.flatMap(({ state, nextAtMs }) => (state === "waiting" ? [nextAtMs ?? now()] : []));
  if (waiting.length === 0) return { settlement: { kind: "done" }, writes: {} };
  const untilMs = Math.min(...waiting);
  const why = `channels of ${organisation.login} could not be told yet`;
  return { settlement: { kind: "wait", untilMs, why }, writes: {} };
}

async function makeAgain(look: SummaryLook, row: StoredSummaryWeek): Promise<MadeSummary> {
  const { context, organisation, subject } = look;
  const target =
    row.repositoryId === undefined ? undefined : await context.store.findRepository(row.repositoryId);
  const made = await context.summaries.make({
    organisation,
    week: subject.week,
    audience: target?.visibility ?? "public",
    ...(row.repositoryId === undefined ? {} : { repositoryId: row.repositoryId }),
  });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

interface Telling {
  readonly row: StoredSummaryWeek;
  readonly channel: StoredSummaryChannel;
  readonly summary: MadeSummary;
}

async function tellOne(look: SummaryLook, { row, channel, summary }: Telling): Promise<StoredSummaryChannel> {
  const { context } = look;
  const save = async (next: Partial<StoredSummaryChannel>): Promise<StoredSummaryChannel> => {
    const { why: _, nextAtMs: __, ...rest } = channel;
    const saved = { ...rest, ...next, atMs: context.now() };
    await saveUnderClaim(look, { summaryChannels: [saved] });
    if (saved.state === "failed")
      context.log.warn({ channel: channel.name, why: saved.why }, "channel not told of the summary");
    return saved;
  };
  if (channel.state === "telling") {
    return save({ state: "failed", why: "the service ended while it was told: it may know" });
  }
  const text = summary.messages[channel.name];
  if (text === undefined) return save({ state: "failed", why: "the catalog has no such channel any more" });
  const attempts = channel.attempts + 1;
  await save({ state: "telling", attempts });
  const link = await findLink(look, row, channel);
  const outcome = await context.summaries.channels.tell(channel.name, { ...text, ...link });
  return save({ attempts, ...toNext(look, { name: channel.name, attempts, outcome }) });
}

/** Not where the channel's readers may not even know that there is such a repository. */
async function findLink(
  { context, catalog }: SummaryLook,
  { repositoryId, number, commentId }: StoredSummaryWeek,
  { name }: StoredSummaryChannel,
): Promise<{ readonly link?: { readonly url: string; readonly text: string } }> {
  const audience = catalog.summary.channels.find((one) => one.name === name)?.audience ?? "public";
  const target = repositoryId === undefined ? undefined : await context.store.findRepository(repositoryId);
  if (target === undefined || number === undefined) return {};
  if (audience === "public" && target.visibility !== "public") return {};
  const place = commentId === undefined ? "" : `#issuecomment-${commentId}`;
  const url = `${context.summaries.webUrl}/${target.owner}/${target.name}/issues/${number}${place}`;
  return { link: { url, text: "The whole summary" } };
}

function toNext(
  { context }: SummaryLook,
  {
    name,
    attempts,
    outcome,
  }: { readonly name: string; readonly attempts: number; readonly outcome: ChannelOutcome },
): Partial<StoredSummaryChannel> {
  switch (outcome.kind) {
    case "told":
      context.log.info({ channel: name }, "channel told of the summary");
      return { state: "told" };
    case "no-address":
      return { state: "failed", why: `${context.summaries.channels.toSetting(name)} is not set` };
    case "refused":
      return { state: "failed", why: outcome.why };
    case "later": {
      if (attempts >= MOST_ATTEMPTS) {
        return { state: "failed", why: `given up after ${attempts} tries: ${outcome.why}` };
      }
      const waitMs = Math.max(FIRST_WAIT_MS * 2 ** (attempts - 1), outcome.afterMs ?? 0);
      return { state: "waiting", why: outcome.why, nextAtMs: context.now() + waitMs };
    }
  }
}

/** A channel is glanced at: the whole brief stands in the issue. */
const MOST_CLAIMS = 8;

/** To move a number is what most changes are for, and goes without saying. */
const DOES: Readonly<Record<SummaryPartner["metrics"][number]["claims"][number]["effect"], string>> = {
  moves: "",
  protects: ", to protect it",
  enables: ", to enable it",
};

/** What a channel is told: the headline, or the brief of its partner. Made from a summary for that channel's readers. */
export function toChannelMessage(
  summary: Summary,
  partner: string | undefined,
): Omit<ChannelMessage, "link"> {
  if (partner === undefined) return { title: renderHeadline(summary), lines: [] };
  const brief = summary.partners.find((one) => one.partner.toLowerCase() === partner.toLowerCase());
  if (brief === undefined) {
    // The partner's name may stand in a catalog that these readers can't read.
    const { organisation, week } = summary;
    return {
      title: toChannelText(`${organisation}, ${week}: nothing to tell this partner here.`),
      lines: [],
    };
  }
  return { title: renderPartnerHeadline(summary, brief), lines: listLines(brief) };
}

function listLines({ metrics }: SummaryPartner): readonly string[] {
  return metrics.flatMap(({ name, team, changes, claims }) => {
    if (changes === 0) return [];
    const shown = claims.slice(0, MOST_CLAIMS);
    const left = changes - shown.length;
    return [
      toChannelText(`${name}${team === null ? "" : `, to ask: ${showTeam(team)}`}:`),
      ...shown.map(({ title, id, effect }) => `- ${toChannelText(`${title} (${id})${DOES[effect]}`)}`),
      ...(left > 0 ? [`- and ${left} more`] : []),
    ];
  });
}
