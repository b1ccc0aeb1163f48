import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { CommandFailure } from "../cli/exit-code.ts";
import { localFiles } from "../files/local-files.ts";
import { toErrorCode } from "../files/to-error-code.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's own, with what a file `.env` beside the command adds; what the environment itself says goes first. */
export function readProcessEnvironment(): Environment {
  for (const [name, value] of Object.entries(parseEnv(readEnvironmentFile()))) process.env[name] ??= value;
  return process.env;
}

/** Some editors save it in ways in which none of its lines, or all but the first one, would be found. */
function readEnvironmentFile(): string {
  const text = readWhereThere(".env");
  if (text.includes("\0")) throw new CommandFailure(".env is no UTF-8 text: save it again in that encoding.");
  return text.replace(/^\u{FEFF}/u, "");
}

function readWhereThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = toErrorCode(error);
    if (code === "ENOENT") return "";
    const why = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "no permission" : code;
    throw new CommandFailure(
      `${path} in the current folder can't be read (${why}): mend it, or start in another folder.`,
    );
  }
}

/**
 * The same, and where it has no credentials at all those that the setup page has kept. A part of them is never filled
 * up: two halves of two apps make none. Throws a sentence where the file can't be used.
 */
export async function readEnvironment(): Promise<Environment> {
  const { CREDENTIALS_FILE_BYTES, parseStoredCredentials } = await import(
    "../settings/stored-credentials.ts"
  );
  const { hasNoCredentials } = await import("../settings/settings.ts");
  const environment = readProcessEnvironment();
  const path = await findCredentialsPath(environment);
  if (path === undefined || !hasNoCredentials(environment)) return environment;
  const reading = await localFiles.readTextFile(path, CREDENTIALS_FILE_BYTES);
  if (reading.kind === "absent") return environment;
  if (reading.kind === "unreadable") throw new CommandFailure(reading.message);
  const credentials = parseStoredCredentials(reading.text);
  if (!credentials.ok) throw new CommandFailure(`${path} ${credentials.error}.`);
  const set = Object.entries(environment).filter(([, value]) => (value?.trim() ?? "") !== "");
  return { ...credentials.value, ...Object.fromEntries(set) };
}

/** Absent where the settings of the store are wrong, which is told elsewhere. */
export async function findCredentialsPath(environment: Environment): Promise<string | undefined> {
  const { parseStoreSettings } = await import("../settings/parse-store-settings.ts");
  const { CREDENTIALS_FILE } = await import("../settings/stored-credentials.ts");
  const place = parseStoreSettings(environment);
  return place.ok ? join(place.value.dataDir, CREDENTIALS_FILE) : undefined;
}
