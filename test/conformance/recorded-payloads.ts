import { createRequire } from "node:module";
import { EVENT_MAPPINGS } from "../../src/app/event-mappings.ts";
import { readWebhookDescriptions, WEBHOOK_SOURCES } from "./find-webhook-faults.ts";

export type Payload = Readonly<Record<string, unknown>>;

export interface RecordedPayload {
  /** `pull_request` */
  readonly event: string;
  /** `pull_request.opened of api.github.com` */
  readonly title: string;
  readonly payload: Payload;
}

interface Definition {
  readonly name: string;
  readonly examples: readonly Payload[];
}

const require = createRequire(import.meta.url);

/** What GitHub really sent to others: every payload of our events in `@octokit/webhooks-examples`. */
export function listRecordedPayloads(): readonly RecordedPayload[] {
  const places: Readonly<Record<string, readonly Definition[]>> = {
    "api.github.com": require("@octokit/webhooks-examples/api.github.com/index.json"),
    "ghes-31": require("@octokit/webhooks-examples/ghes-31/index.json"),
    "ghes-32": require("@octokit/webhooks-examples/ghes-32/index.json"),
    "ghes-33": require("@octokit/webhooks-examples/ghes-33/index.json"),
    "ghes-34": require("@octokit/webhooks-examples/ghes-34/index.json"),
    "ghes-35": require("@octokit/webhooks-examples/ghes-35/index.json"),
  };
  const used = new Set(EVENT_MAPPINGS.map(({ event }) => event));
  return Object.entries(places).flatMap(([place, definitions]) =>
    definitions
      .filter(({ name }) => used.has(name))
      .flatMap(({ name: event, examples }) =>
        examples.map((payload) => ({ event, payload, title: `${toName(event, payload)} of ${place}` })),
      ),
  );
}

function toName(event: string, { action }: Payload): string {
  return typeof action === "string" ? `${event}.${action}` : event;
}

/** One payload of each event and action: the first. */
export function listDistinct(recorded: readonly RecordedPayload[]): readonly RecordedPayload[] {
  const names = recorded.map(({ event, payload }) => toName(event, payload));
  return recorded.filter((_, index) => names.indexOf(names[index] ?? "") === index);
}

export type Change = "absent" | "null";
type Path = readonly (string | number)[];

/** The payload changed in one place. */
export interface Altered {
  /** `pull_request.head.repo` */
  readonly place: string;
  readonly payload: Payload;
  /**
   * Whether one of the two descriptions lets it be so: it finds no more wrong with it than with the recorded one, which
   * may be older than they are.
   */
  isPermitted(): boolean;
}

/** The payload with each of its places null or gone, one at a time. */
export function listAltered({ event, payload }: RecordedPayload, change: Change): readonly Altered[] {
  const judge = createJudge(event, payload);
  return listPaths(payload).map((path) => {
    const altered = alter(payload, path, change);
    return { place: path.join("."), payload: altered, isPermitted: () => judge(altered) };
  });
}

/** With everything null or gone at once that may be, but for what is kept: `["installation", "repository"]`. */
export function alterAll(
  { event, payload }: RecordedPayload,
  change: Change,
  kept: readonly string[],
): Payload {
  const judge = createJudge(event, payload);
  return listPaths(payload).reduce((altered, path) => {
    if (kept.includes(`${path[0]}`)) return altered;
    const next = alter(altered, path, change);
    return next !== altered && judge(next) ? next : altered;
  }, payload);
}

function createJudge(event: string, payload: Payload): (altered: Payload) => boolean {
  const judges = WEBHOOK_SOURCES.flatMap((source) => {
    const { payloads, schemas } = readWebhookDescriptions(source);
    const schema = payloads[toName(event, payload)];
    if (schema === undefined) return [];
    const before = new Set(schemas.findMisfits(schema, payload));
    return [(altered: Payload) => schemas.findMisfits(schema, altered).every((fault) => before.has(fault))];
  });
  return (altered) => judges.some((judge) => judge(altered));
}

/** Of lists the first row alone: the others are of its kind. */
function listPaths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.slice(0, 1).map((one) => [0, one] as const)
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    const path = [...at, key];
    return [...(Array.isArray(value) ? [] : [path]), ...listPaths(inner, path)];
  });
}

/** A copy with the place null or gone; the payload itself where the place is gone already. */
function alter<Value>(value: Value, [key, ...rest]: Path, change: Change): Value {
  if (key === undefined || typeof value !== "object" || value === null || !(key in value)) return value;
  const before = (value as Record<string | number, unknown>)[key];
  const after = rest.length === 0 ? null : alter(before, rest, change);
  if (after === before) return value;
  if (Array.isArray(value)) return value.with(Number(key), after) as Value;
  if (rest.length > 0 || change === "null") return { ...value, [key]: after };
  const { [key as keyof Value]: _, ...others } = value;
  return others as Value;
}
