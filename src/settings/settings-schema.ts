import { z } from "zod";
import { parsePrivateKey } from "./parse-private-key.ts";
import { findSecretWeakness } from "./secret-weakness.ts";
import { LOG_LEVELS } from "./settings.ts";

/** What the reference page says beside the description. */
interface SettingMeta {
  readonly description: string;
  /** What holds where the setting is absent, in words. */
  readonly fallback: string;
  readonly example: string;
  readonly group: "The app" | "The server" | "GitHub" | "What is kept" | "Budgets";
}

const DAY_MS = 86_400_000;
const SPAN = /^(\d{1,4})([dwmy])$/;
/** A month counts as 30.44 days, so that 13 of them are no less than 13 of the calendar's, on average. */
const DAYS = { d: 1, w: 7, m: 30.44, y: 365.25 };

function text(meta: SettingMeta): z.ZodString {
  return z.string().meta({ ...meta });
}

/** `0.0.0.0`, `::`, `localhost`: what a server can be told to listen on. */
const LISTEN_ADDRESS =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?)$/;
/** `localhost:3000` */
const WITH_PORT = /^(?:[A-Za-z0-9._-]+|\[[^\]]*\]):\d+$/;

/** An address to listen on; IPv6 may stand in the brackets that it has in a URL. */
function listenAddress(meta: SettingMeta) {
  return z
    .string()
    .transform((value, context) => {
      const fault = findListenFault(value);
      if (fault === undefined) return value.replace(/^\[(.*)\]$/, "$1");
      context.addIssue({ code: "custom", message: fault });
      return z.NEVER;
    })
    .meta({ ...meta });
}

function findListenFault(value: string): string | undefined {
  if (value.includes("/"))
    return "is an address of the web: write a host alone, such as 127.0.0.1 or 0.0.0.0.";
  if (value === "*") return "has to be an address: write 0.0.0.0, or :: for IPv6 too, to listen on all.";
  if (WITH_PORT.test(value)) return "holds a port: write the host alone, and the port in the setting for it.";
  if (LISTEN_ADDRESS.test(value.replace(/^\[(.*:.*)\]$/, "$1"))) return undefined;
  return "is no address to listen on: write one of this machine, such as 127.0.0.1 or 0.0.0.0.";
}

function count(meta: SettingMeta, [least, most]: readonly [number, number]) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `is no whole number; write ${meta.example}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `has to be ${least} to ${most}.`)
    .meta({ ...meta });
}

/** `90d`, `26w`, `13m`, `2y` -> milliseconds. */
function span(meta: SettingMeta) {
  return z
    .string()
    .regex(SPAN, "is no length of time; write a number and d, w, m or y, such as 13m.")
    .transform((value) => {
      const [, number = "0", unit = "d"] = SPAN.exec(value) ?? [];
      return Math.ceil(Number(number) * DAYS[unit as keyof typeof DAYS]) * DAY_MS;
    })
    .refine((ms) => ms >= 30 * DAY_MS, "has to be at least 30d: a report looks back 90 days.")
    .meta({ ...meta });
}

/**
 * Every setting of the service, one key for each variable of the environment. Messages go on from the name of the
 * setting and say what to do; they never hold a value, which may be a secret.
 */
export const settingsSchema = z.object({
  APP_ID: count(
    {
      description: "The number of the GitHub App, from its settings page.",
      fallback: "what the setup page kept; required where the others are set",
      example: "123456",
      group: "The app",
    },
    [1, 999_999_999],
  ),
  PRIVATE_KEY: z
    .string()
    .transform((value, context) => {
      const key = parsePrivateKey(value);
      if (key.ok) return key.value;
      context.addIssue({ code: "custom", message: `${key.error}.` });
      return z.NEVER;
    })
    .meta({
      description:
        "The app's private key: PEM with line breaks, on one line with spaces or `\\n` for them, or all of it in base64. Goes before `PRIVATE_KEY_PATH`.",
      fallback: "the file of `PRIVATE_KEY_PATH`; one of the two is required where the others are set",
      example: '"-----BEGIN RSA PRIVATE KEY-----\\n..."',
      group: "The app",
    }),
  PRIVATE_KEY_PATH: text({
    description: "A file that holds the private key, as GitHub gave it to you.",
    fallback: "none",
    example: "/run/secrets/throughline.pem",
    group: "The app",
  }),
  WEBHOOK_SECRET: z
    .string()
    .superRefine((value, context) => {
      const weakness = findSecretWeakness(value);
      if (weakness === undefined) return;
      context.addIssue({
        code: "custom",
        message: `${weakness}; make one with: openssl rand -hex 32, and set it in the app's settings on GitHub too.`,
      });
    })
    .meta({
      description:
        "The secret of the app's webhook. The service does not start with a weak one: who guesses it can speak in GitHub's name.",
      fallback: "what the setup page kept; required where the others are set",
      example: "the output of `openssl rand -hex 32`",
      group: "The app",
    }),
  HOST: listenAddress({
    description:
      "The address on which webhooks come in, at `/api/github/webhooks`. In a container: `0.0.0.0`.",
    fallback: "`127.0.0.1`",
    example: "0.0.0.0",
    group: "The server",
  }),
  PORT: count(
    {
      description: "The port of the webhooks and the setup page.",
      fallback: "`3000`",
      example: "3000",
      group: "The server",
    },
    [1, 65_535],
  ),
  METRICS_HOST: listenAddress({
    description: "The address of `/metrics` and `/details`. They are for the operator alone.",
    fallback: "`127.0.0.1`",
    example: "127.0.0.1",
    group: "The server",
  }),
  METRICS_PORT: count(
    {
      description: "The port of `/metrics` and `/details`.",
      fallback: "`9464`",
      example: "9464",
      group: "The server",
    },
    [1, 65_535],
  ),
  METRICS_ALLOWED_HOSTS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((name) => name !== ""))
    .refine(
      (names) => names.every((name) => name === "*" || LISTEN_ADDRESS.test(name)),
      "is no list of host names; write them without a port and with commas between.",
    )
    .meta({
      description:
        "Names by which `/metrics` and `/details` may be asked, with commas between. Addresses, names without a dot and those of local networks (`.local`, `.internal`, `.svc`) are answered anyway, and loopback alone where `METRICS_HOST` is loopback; any other name may be a stranger's page that had it point here. `*` answers all.",
      fallback: "none",
      example: "metrics.example.com",
      group: "The server",
    }),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `has to be one of ${LOG_LEVELS.join(", ")}.` }).meta({
    description: `How much is logged: ${LOG_LEVELS.map((level) => `\`${level}\``).join(", ")}.`,
    fallback: "`info`",
    example: "info",
    group: "The server",
  }),
  GHE_HOST: z.string().refine(isHost, "is no host name; write it without https:// and without a path.").meta({
    description: "The host of your GitHub Enterprise Server, or `NAME.ghe.com`.",
    fallback: "github.com",
    example: "github.example.com",
    group: "GitHub",
  }),
  GHE_PROTOCOL: z.enum(["https", "http"], { error: "has to be https or http." }).meta({
    description: "How that host is reached.",
    fallback: "`https`",
    example: "https",
    group: "GitHub",
  }),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "is no address of PostgreSQL; write postgres://user:password@host:5432/name.")
    .meta({
      description: "A PostgreSQL database, for more than one replica.",
      fallback: "an embedded database in `DATA_DIR`",
      example: "postgres://throughline@db.example.com:5432/throughline",
      group: "What is kept",
    }),
  DATA_DIR: text({
    description:
      "The folder of the embedded database, and of `credentials.json`. It has to survive restarts and belongs to one process.",
    fallback: "`./data`",
    example: "/var/lib/throughline",
    group: "What is kept",
  }),
  RETENTION: span({
    description: "How long what was told is kept: a number and `d`, `w`, `m` or `y`; 30 days at least.",
    fallback: "`13m`",
    example: "13m",
    group: "What is kept",
  }),
  BUDGETS: z.enum(["on", "off"], { error: "has to be on or off." }).meta({
    description: "Whether the limits below hold for each installation.",
    fallback: "`on`; `off` on GitHub Enterprise Server, where GitHub's own limits are off",
    example: "on",
    group: "Budgets",
  }),
  BUDGET_CONTENT_PER_MINUTE: count(
    {
      description: "Comments and issues written in a minute. GitHub allows 80.",
      fallback: "`60`",
      example: "60",
      group: "Budgets",
    },
    [1, 100_000],
  ),
  BUDGET_CONTENT_PER_HOUR: count(
    {
      description: "Comments and issues written in an hour. GitHub allows 500.",
      fallback: "`450`",
      example: "450",
      group: "Budgets",
    },
    [1, 1_000_000],
  ),
  BUDGET_CHECKS_PER_MINUTE: count(
    {
      description: "Check runs written in a minute; a limit of our own, beside the points.",
      fallback: "`120`",
      example: "120",
      group: "Budgets",
    },
    [1, 100_000],
  ),
  BUDGET_POINTS_PER_MINUTE: count(
    {
      description: "Points spent in a minute: a read costs 1, a write 5. GitHub allows 900.",
      fallback: "`600`",
      example: "600",
      group: "Budgets",
    },
    [1, 100_000],
  ),
});

/** A port beyond the last one, or an address of too many numbers, looks like a host and is none. */
function isHost(value: string): boolean {
  return /^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(value) && URL.canParse(`https://${value}`);
}

function isPostgresUrl(value: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(value)) return false;
  return URL.canParse(value);
}
