import { settingsSchema } from "./settings-schema.ts";

interface Row {
  readonly name: string;
  readonly description: string;
  readonly fallback: string;
  readonly example: string;
  readonly group: string;
}

/** docs/reference/settings.md: a table for each group, in the order of the schema. */
export function renderSettingsReference(): string {
  const rows = listRows();
  const groups = [...new Set(rows.map(({ group }) => group))];
  const sections = groups.flatMap((group) => [
    "",
    `## ${group}`,
    "",
    "| setting | what it does | without it |",
    "|---|---|---|",
    ...rows.filter((row) => row.group === group).map(renderRow),
  ]);
  return [
    "# Settings",
    "",
    "<!-- Made by `npm run generate` from src/settings/settings-schema.ts. -->",
    "",
    "The service reads its settings from the environment. A setting that is missing or wrong stops the start with one",
    "sentence that names it; an empty value counts as absent. `.env.example` has them all to copy.",
    "",
    ...NO_CREDENTIALS,
    ...sections,
    "",
    ...NETWORK,
    "",
    ...CHANNELS,
    "",
  ].join("\n");
}

const NO_CREDENTIALS = [
  "With none of `APP_ID`, `PRIVATE_KEY`, `PRIVATE_KEY_PATH` and `WEBHOOK_SECRET` set, the service takes them from",
  "`credentials.json` in `DATA_DIR`, which the setup page wrote, with `GHE_HOST` and `GHE_PROTOCOL` unless those are set.",
  "Where there is no such file it opens the setup page. A part of the four is a mistake, and told as one. The file belongs",
  "to one machine: replicas are given the settings themselves, which the setup page shows where you choose so.",
];

/** They are not the service's own, and other programs read them too. */
const NETWORK = [
  "## The network",
  "",
  "What is asked of GitHub, by the service and by each command, goes through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` or",
  "`ALL_PROXY` names (`http://HOST:PORT`; no SOCKS), but for the hosts of `NO_PROXY` and this machine itself.",
  "`NODE_EXTRA_CA_CERTS` names a file of certificates to trust beside the usual ones. All of them count from the environment",
  "and from `.env`; there is no need for `NODE_USE_ENV_PROXY=1`. Channels never go through a proxy: they connect to the one",
  "address that was found to be on the Internet, and a proxy would look the name up anew. Where nothing but the proxy leads",
  "out, leave channels away.",
];

/** Their names are the catalog's, so that the schema can't list them. */
const CHANNELS = [
  "## Channels",
  "",
  "`THROUGHLINE_CHANNEL_<NAME>` is the address of a channel that the catalog names under `summary.channels`: in capitals,",
  "with `_` for `-`, so that `sales-eu` is `THROUGHLINE_CHANNEL_SALES_EU`. It is a secret, and never logged.",
  "",
  "| value | what is sent |",
  "|---|---|",
  "| `https://hooks.slack.com/...` | Slack's `text` |",
  "| `https://...logic.azure.com/...`, `https://...powerplatform.com/...` | an Adaptive Card, as a Teams workflow takes it |",
  '| any other https address | `{"text": "..."}` |',
  "| `slack ADDRESS`, `teams ADDRESS`, `text ADDRESS` | the same forms, whatever the host |",
  "",
  "Only https, no redirects, no address that is not on the Internet; ten seconds for an answer. One that is busy, down or",
  "too slow is tried again, eight times within two hours.",
];

/** .env.example: what is required is empty, everything else is switched off by `#`. */
export function renderEnvExample(): string {
  const lines = listRows().flatMap(({ name, description, fallback, example }) => {
    const line = fallback.includes("required") ? `${name}=` : `#${name}=${example}`;
    return ["", `# ${description.replaceAll("`", "")}`, line];
  });
  const channel = [
    "",
    "# The address of a channel that the catalog names under summary.channels.",
    "#THROUGHLINE_CHANNEL_SALES=https://hooks.slack.com/services/...",
  ];
  return [
    "# Settings of the service; docs/reference/settings.md says more about each.",
    ...lines,
    ...channel,
    "",
  ].join("\n");
}

function renderRow(row: Row): string {
  return `| \`${row.name}\` | ${row.description} Example: ${toCode(row.example)} | ${row.fallback} |`;
}

function toCode(example: string): string {
  return example.includes("`") ? example : `\`${example}\``;
}

function listRows(): readonly Row[] {
  return Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const meta = schema.meta() as Omit<Row, "name"> | undefined;
    if (meta?.group === undefined) throw new Error(`${name} lacks its description`);
    return { ...meta, name };
  });
}
