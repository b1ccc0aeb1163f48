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
    ...sections,
    "",
  ].join("\n");
}

/** .env.example: what is required is empty, everything else is switched off by `#`. */
export function renderEnvExample(): string {
  const lines = listRows().flatMap(({ name, description, fallback, example }) => {
    const line = fallback.includes("required") ? `${name}=` : `#${name}=${example}`;
    return ["", `# ${description.replaceAll("`", "")}`, line];
  });
  return ["# Settings of the service; docs/reference/settings.md says more about each.", ...lines, ""].join(
    "\n",
  );
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
