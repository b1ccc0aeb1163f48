import type { z } from "zod";
import type { Result } from "../model/result.ts";
import type { Budgets, GitHubAddress, SettingProblem, Settings } from "./settings.ts";
import { settingsSchema } from "./settings-schema.ts";

const presentSchema = settingsSchema.partial();
type Present = z.output<typeof presentSchema>;
const NAMES = Object.keys(settingsSchema.shape);

/**
 * The settings of an environment such as `process.env`, or every problem with them, in the order of the reference
 * page. An empty or blank value counts as absent, because that is how a line of `.env` is switched off.
 */
export function parseSettings(
  env: Readonly<Record<string, string | undefined>>,
): Result<Settings, readonly SettingProblem[]> {
  const parsed = presentSchema.safeParse(pickPresent(env));
  const wrong = parsed.success ? [] : parsed.error.issues.map(toProblem);
  const problems = [...wrong, ...listMissing(env)];
  if (parsed.success && problems.length === 0) {
    const settings = toSettings(parsed.data);
    const clash = findPortClash(settings);
    return clash === undefined ? { ok: true, value: settings } : { ok: false, error: [clash] };
  }
  return {
    ok: false,
    error: problems.toSorted((a, b) => NAMES.indexOf(a.setting) - NAMES.indexOf(b.setting)),
  };
}

function pickPresent(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const present = NAMES.map((name) => [name, env[name]?.trim() ?? ""] as const);
  return Object.fromEntries(present.filter(([, value]) => value !== ""));
}

function listMissing(env: Readonly<Record<string, string | undefined>>): readonly SettingProblem[] {
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

function toSettings(present: Present): Settings {
  const gitHub = toGitHubAddress(present.GHE_HOST, present.GHE_PROTOCOL ?? "https");
  return {
    appId: present.APP_ID ?? 0,
    privateKey:
      present.PRIVATE_KEY === undefined
        ? { kind: "file", path: present.PRIVATE_KEY_PATH ?? "" }
        : { kind: "text", pem: present.PRIVATE_KEY },
    webhookSecret: present.WEBHOOK_SECRET ?? "",
    host: present.HOST ?? "127.0.0.1",
    port: present.PORT ?? 3000,
    metrics: { host: present.METRICS_HOST ?? "127.0.0.1", port: present.METRICS_PORT ?? 9464 },
    gitHub,
    logLevel: present.LOG_LEVEL ?? "info",
    ...(present.DATABASE_URL === undefined ? {} : { databaseUrl: present.DATABASE_URL }),
    dataDir: present.DATA_DIR ?? "./data",
    retentionMs: present.RETENTION ?? settingsSchema.shape.RETENTION.parse("13m"),
    budgets: toBudgets(present, gitHub),
  };
}

function toGitHubAddress(host: string | undefined, protocol: string): GitHubAddress {
  if (host === undefined || host.toLowerCase() === "github.com") {
    return { webUrl: "https://github.com", apiUrl: "https://api.github.com", isEnterpriseServer: false };
  }
  const webUrl = `${protocol}://${host}`;
  // GitHub's own cloud with a name of one's own: another address for the API, and the cloud's limits.
  if (host.toLowerCase().endsWith(".ghe.com")) {
    return { webUrl, apiUrl: `${protocol}://api.${host}`, isEnterpriseServer: false };
  }
  return { webUrl, apiUrl: `${webUrl}/api/v3`, isEnterpriseServer: true };
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

function findPortClash({ host, port, metrics }: Settings): SettingProblem | undefined {
  if (port !== metrics.port) return undefined;
  const isSame =
    host === metrics.host || [host, metrics.host].some((one) => one === "0.0.0.0" || one === "::");
  if (!isSame) return undefined;
  return {
    setting: "METRICS_PORT",
    message: `METRICS_PORT is the same as PORT, ${port}: choose another one.`,
  };
}
