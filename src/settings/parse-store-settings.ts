import type { Result } from "../model/result.ts";
import type { SettingProblem, Settings } from "./settings.ts";
import { settingsSchema } from "./settings-schema.ts";

const storeSchema = settingsSchema.pick({ DATABASE_URL: true, DATA_DIR: true }).partial();

/** Where the store lies, for commands that read it and ask GitHub nothing: they need no credentials. */
export function parseStoreSettings(
  env: Readonly<Record<string, string | undefined>>,
): Result<Pick<Settings, "databaseUrl" | "dataDir">, readonly SettingProblem[]> {
  const present = Object.keys(storeSchema.shape).map((name) => [name, env[name]?.trim() ?? ""] as const);
  const parsed = storeSchema.safeParse(Object.fromEntries(present.filter(([, value]) => value !== "")));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const setting = String(path[0]);
      return { setting, message: `${setting} ${message}` };
    });
    return { ok: false, error: problems };
  }
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = "./data" } = parsed.data;
  return { ok: true, value: { dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) } };
}
