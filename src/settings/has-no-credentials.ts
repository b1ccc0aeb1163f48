/** The settings that only a registered app has. */
const CREDENTIALS = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"] as const;

/** True where none of the app's credentials is set; a part of them is a mistake to be told, and false. */
export function hasNoCredentials(env: Readonly<Record<string, string | undefined>>): boolean {
  return CREDENTIALS.every((name) => (env[name]?.trim() ?? "") === "");
}
