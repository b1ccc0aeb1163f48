/** `ENOENT`; of what is no failure of the system, its own words. */
export function toErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : String(error);
}
