import { fail, type Result, succeed } from "../model/result.ts";
import type { SettingProblem, Settings } from "../settings/settings.ts";
import { toOperatorFailure } from "./failures.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Composed<Part> = Result<Part, readonly SettingProblem[]>;

/** Composes a part by the settings; throws a sentence for the operator where it can't be had. */
export async function withSettings<Part>(
  environment: Environment,
  compose: (settings: Settings) => Promise<Part>,
): Promise<Composed<Part>> {
  const { parseSettings } = await import("../settings/parse-settings.ts");
  const settings = parseSettings(environment);
  if (!settings.ok) return fail(settings.error);
  try {
    return succeed(await compose(settings.value));
  } catch (error) {
    throw toOperatorFailure(error);
  }
}

/** For commands that ask GitHub nothing: they need no credentials. */
export async function withStoreSettings<Part>(
  environment: Environment,
  compose: (place: StorePlace) => Promise<Part>,
): Promise<Composed<Part>> {
  const { parseStoreSettings } = await import("../settings/parse-store-settings.ts");
  const settings = parseStoreSettings(environment);
  if (!settings.ok) return settings;
  try {
    return succeed(await compose(settings.value));
  } catch (error) {
    throw toOperatorFailure(error);
  }
}

export type StorePlace = Pick<Settings, "databaseUrl" | "dataDir">;
