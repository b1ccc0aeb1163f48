import type { Area, Catalog, Metric, Origin } from "../model/catalog.ts";
import type { CatalogFile } from "./catalog-schema.ts";
import type { PolicyValues } from "./default-policy.ts";
import { hashContent } from "./hash-content.ts";
import type { Setting, Settings } from "./unite-settings.ts";

type MetricFile = NonNullable<CatalogFile["metrics"]>[string];
type AreaFile = NonNullable<CatalogFile["areas"]>[string];

/** Settings were checked by the schema when their file was read; here they only take the shape of the model. */
export function assembleCatalog(settings: Settings): Catalog {
  const metrics: Metric[] = [];
  const areas: Area[] = [];
  const policy: Record<string, unknown> = {};
  const origins = new Map<string, Origin>();
  for (const [path, setting] of settings.values) {
    origins.set(path, setting.origin);
    if (path.startsWith("metrics.")) metrics.push(toMetric(path.slice("metrics.".length), setting));
    else if (path.startsWith("areas."))
      areas.push(toArea(path.slice("areas.".length), setting.value as AreaFile));
    else policy[path] = setting.value;
  }
  const content = { metrics, areas, ...toPolicies(policy as unknown as PolicyValues) };
  return { ...content, origins, version: hashContent(content) };
}

function toMetric(key: string, setting: Setting): Metric {
  const file = setting.value as MetricFile;
  const { name, kind, unit, better = "up", owner, partner, focus } = file;
  const drives = (file.drives ?? []).map((drive) => {
    if (typeof drive === "string") return { metric: drive, sign: "+" } as const;
    const { metric, sign = "+", lag } = drive;
    return { metric, sign, ...(lag === undefined ? {} : { lag }) };
  });
  return {
    key,
    name: name ?? toName(key),
    kind,
    ...(unit === undefined ? {} : { unit }),
    better,
    ...(owner === undefined ? {} : { owner }),
    ...(partner === undefined ? {} : { partner }),
    drives: keepFirst(drives, (drive) => drive.metric),
    guardrails: keepFirst(file.guardrails ?? [], String),
    keywords: file.keywords ?? [],
    labels: file.labels ?? [],
    was: keepFirst(file.was ?? [], String),
    ...(focus === undefined ? {} : { focus }),
    visibility: file.visibility ?? (setting.layer?.visibility === "private" ? "private" : "public"),
  };
}

function toArea(key: string, file: AreaFile): Area {
  return {
    key,
    name: file.name ?? toName(key),
    paths: keepFirst(file.paths, String),
    metrics: keepFirst(file.metrics ?? [], String),
  };
}

/** `net-revenue-retention` -> `Net revenue retention` */
function toName(key: string): string {
  return `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`.replaceAll("-", " ");
}

function keepFirst<Item>(items: readonly Item[], toKey: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(toKey(item))) first.set(toKey(item), item);
  return [...first.values()];
}

function toPolicies(
  policy: PolicyValues,
): Pick<Catalog, "prompt" | "insight" | "report" | "summary" | "judgement"> {
  return {
    prompt: {
      mode: policy["prompt.mode"],
      checklist: policy["prompt.checklist"],
      exempt: {
        authors: policy["prompt.exempt.authors"],
        labels: policy["prompt.exempt.labels"],
        paths: policy["prompt.exempt.paths"],
      },
      repositories: policy["prompt.repositories"],
      blind: policy["prompt.blind"],
    },
    insight: { comment: policy["insight.comment"] },
    report: {
      windowDays: Number.parseInt(policy["report.window"], 10),
      issue: policy["report.issue"],
      thresholds: toThresholds(policy),
    },
    summary: toSummary(policy),
    judgement: {
      incidentLabels: policy["judgement.incident_labels"],
      concernDays: policy["judgement.concern_days"],
    },
  };
}

function toThresholds(policy: PolicyValues): Catalog["report"]["thresholds"] {
  return {
    fewAnswers: policy["report.thresholds.few_answers"],
    fewChanges: policy["report.thresholds.few_changes"],
    blindSpotAsked: policy["report.thresholds.blind_spot_asked"],
    blindSpotShare: policy["report.thresholds.blind_spot_share"],
    vanishedClaims: policy["report.thresholds.vanished_claims"],
    vanishedChanges: policy["report.thresholds.vanished_changes"],
    concentrationShare: policy["report.thresholds.concentration_share"],
    carriedAuthors: policy["report.thresholds.carried_authors"],
    carriedChanges: policy["report.thresholds.carried_changes"],
    leverageOutcomes: policy["report.thresholds.leverage_outcomes"],
    leverageShare: policy["report.thresholds.leverage_share"],
    sinkShare: policy["report.thresholds.sink_share"],
    fixDays: policy["report.thresholds.fix_days"],
  };
}

function toSummary(policy: PolicyValues): Catalog["summary"] {
  const repository = policy["summary.repository"];
  return {
    ...(repository === undefined ? {} : { repository }),
    schedule: {
      weekday: policy["summary.schedule.weekday"],
      time: policy["summary.schedule.time"],
      timezone: policy["summary.schedule.timezone"],
    },
    mode: policy["summary.mode"],
    sources: policy["summary.sources"],
    firsts: policy["summary.firsts"],
    mentions: policy["summary.mentions"],
    channels: policy["summary.channels"].map(({ name, audience = "public", partner }) => ({
      name,
      audience,
      ...(partner === undefined ? {} : { partner }),
    })),
  };
}
