import { z } from "zod";
import type { Result } from "../model/result.ts";
import { settingsSchema } from "./settings-schema.ts";

/** In `DATA_DIR`. The setup page writes it; nothing but the service reads it. */
export const CREDENTIALS_FILE = "credentials.json";
/** Of a key of 4,096 bits, many times over. */
export const CREDENTIALS_FILE_BYTES = 65_536;

/** What registration gave, under the names of the settings. */
export interface StoredCredentials {
  readonly APP_ID: string;
  readonly PRIVATE_KEY: string;
  readonly WEBHOOK_SECRET: string;
  /** Absent: github.com. */
  readonly GHE_HOST?: string;
  readonly GHE_PROTOCOL?: string;
}

/** Told of the file: who never set the variable would look for it in vain. */
function text(name: keyof StoredCredentials): z.ZodString {
  return z.string().refine((value) => settingsSchema.shape[name].safeParse(value.trim()).success);
}

const schema = z.object({
  APP_ID: text("APP_ID"),
  PRIVATE_KEY: text("PRIVATE_KEY"),
  WEBHOOK_SECRET: text("WEBHOOK_SECRET"),
  GHE_HOST: text("GHE_HOST").exactOptional(),
  GHE_PROTOCOL: text("GHE_PROTOCOL").exactOptional(),
});

/** The file's text; `about` is for whoever opens it. */
export function renderStoredCredentials(credentials: StoredCredentials, about: string): string {
  return `${JSON.stringify({ about, ...credentials }, null, 2)}\n`;
}

/** The failure is the rest of a sentence that starts with the file's name, and never holds a part of it. */
export function parseStoredCredentials(content: string): Result<StoredCredentials, string> {
  const parsed = schema.safeParse(parseJson(content));
  if (parsed.success) return { ok: true, value: parsed.data };
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? "all of it")));
  return {
    ok: false,
    error: `is damaged (${[...names].join(", ")}): set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET from your GitHub App's settings page, or delete the file to register an app anew`,
  };
}

/** As lines of an environment file, to be copied into a secret store. */
export function renderCredentialLines(credentials: StoredCredentials): string {
  return Object.entries(credentials)
    .map(([name, value]) => `${name}=${name === "PRIVATE_KEY" ? toQuoted(`${value}`) : value}`)
    .join("\n");
}

/** On one line: not every reader of environment files takes a value of several. */
function toQuoted(pem: string): string {
  return `"${pem.trim().replaceAll("\n", "\\n")}\\n"`;
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
