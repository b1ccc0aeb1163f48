import type { z } from "zod";
import type { Result } from "../model/result.ts";
import { parseChannelSettings } from "./channel-settings.ts";
import type { Budgets, GitHubAddress, ServerSettings, SettingProblem, Settings } from "./settings.ts";
import { settingsSchema } from "./settings-schema.ts";
import { toGitHubAddress } from "./to-git-hub-address.ts";

const presentSchema = settingsSchema.partial();
type Present = z.output<typeof presentSchema>;
const NAMES = Object.keys(settingsSchema.shape);

type Environment = Readonly<Record<string, string | undefined>>;
type Problems = readonly SettingProblem[];

/**
 * The settings of an environment such as `process.env`, or every problem with them, in the order of the reference
 * page. An empty or blank value counts as absent, because that is how a line of `.env` is switched off.
 */
export function parseSettings(env: Environment): Result<Settings, Problems> {
  const parsed = parsePresent(env, listMissing(env));
  if (!parsed.ok) return parsed;
  const { present, server } = parsed.value;
  return { ok: true, value: { ...server, ...toCredentials(present) } };
}

/** The same without the credentials, for a service that is to be registered first. */
export function parseServerSettings(env: Environment): Result<ServerSettings, Problems> {
  const parsed = parsePresent(env, []);
  return parsed.ok ? { ok: true, value: parsed.value.server } : parsed;
}

function parsePresent(
  env: Environment,
  missing: Problems,
): Result<{ readonly present: Present; readonly server: ServerSettings }, Problems> {
  const parsed = presentSchema.safeParse(pickPresent(env));
  const wrong = parsed.success ? [] : parsed.error.issues.map(toProblem);
  const channels = parseChannelSettings(env);
  const problems = [...wrong, ...missing];
  if (parsed.success && problems.length === 0 && channels.ok) {
    const server = { ...toServerSettings(parsed.data), channels: channels.value };
    const clash = findPortClash(server);
    if (clash === undefined) return { ok: true, value: { present: parsed.data, server } };
    return { ok: false, error: [clash] };
  }
  return {
    ok: false,
    error: [
      ...problems.toSorted((a, b) => NAMES.indexOf(a.setting) - NAMES.indexOf(b.setting)),
      ...(channels.ok ? [] : channels.error),
    ],
  };
}

function pickPresent(env: Environment): Record<string, string> {
  const present = NAMES.map((name) => [name, env[name]?.trim() ?? ""] as const);
  return Object.fromEntries(present.filter(([, value]) => value !== ""));
}

function listMissing(env: Environment): Problems {
  const present = pickPresent(env);
  const problems: SettingProblem[] = [];
  if (present["APP_ID"] === undefined) {
    problems.push({
      setting: "APP_ID",
      message: "APP_ID is missing: set the number that stands on the settings page of your GitHub App.",
    });
  }
  if (present["PRIVATE_KEY"] === undefined && present["PRIVATE_KEY_PATH"] === undefined) {
    problems.push({
      setting: "PRIVATE_KEY",
      message: "PRIVATE_KEY is missing: set it, or set PRIVATE_KEY_PATH to the file that GitHub gave you.",
    });
  }
  if (present["WEBHOOK_SECRET"] === undefined) {
    problems.push({
      setting: "WEBHOOK_SECRET",
      message:
        "WEBHOOK_SECRET is missing: make one with: openssl rand -hex 32, and set it in the app's settings on GitHub too.",
    });
  }
  return problems;
}

function toProblem(issue: z.core.$ZodIssue): SettingProblem {
  const setting = String(issue.path[0]);
  return { setting, message: `${setting} ${issue.message}` };
}

function toCredentials(present: Present): Pick<Settings, "appId" | "privateKey" | "webhookSecret"> {
  return {
    appId: present.APP_ID ?? 0,
    privateKey:
      present.PRIVATE_KEY === undefined
        ? { kind: "file", path: present.PRIVATE_KEY_PATH ?? "" }
        : { kind: "text", pem: present.PRIVATE_KEY },
    webhookSecret: present.WEBHOOK_SECRET ?? "",
  };
}

function toServerSettings(present: Present): Omit<ServerSettings, "channels"> {
  const gitHub = toGitHubAddress(present.GHE_HOST, present.GHE_PROTOCOL ?? "https");
  return {
    host: present.HOST ?? "127.0.0.1",
    port: present.PORT ?? 3000,
    metrics: {
      host: present.METRICS_HOST ?? "127.0.0.1",
      port: present.METRICS_PORT ?? 9464,
      allowedHosts: present.METRICS_ALLOWED_HOSTS ?? [],
    },
    gitHub,
    logLevel: present.LOG_LEVEL ?? "info",
    ...(present.DATABASE_URL === undefined ? {} : { databaseUrl: present.DATABASE_URL }),
    dataDir: present.DATA_DIR ?? "./data",
    retentionMs: present.RETENTION ?? settingsSchema.shape.RETENTION.parse("13m"),
    budgets: toBudgets(present, gitHub),
  };
}

function toBudgets(present: Present, gitHub: GitHubAddress): Budgets {
  if ((present.BUDGETS ?? (gitHub.isEnterpriseServer ? "off" : "on")) === "off") return { kind: "off" };
  return {
    kind: "on",
    contentPerMinute: present.BUDGET_CONTENT_PER_MINUTE ?? 60,
    contentPerHour: present.BUDGET_CONTENT_PER_HOUR ?? 450,
    checksPerMinute: present.BUDGET_CHECKS_PER_MINUTE ?? 120,
    pointsPerMinute: present.BUDGET_POINTS_PER_MINUTE ?? 600,
  };
}

function findPortClash({ host, port, metrics }: ServerSettings): SettingProblem | undefined {
  if (port !== metrics.port) return undefined;
  const isSame =
    host === metrics.host || [host, metrics.host].some((one) => one === "0.0.0.0" || one === "::");
  if (!isSame) return undefined;
  return {
    setting: "METRICS_PORT",
    message: `METRICS_PORT is the same as PORT, ${port}: choose another one.`,
  };
}
