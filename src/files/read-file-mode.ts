import { stat } from "node:fs/promises";

/** The rights of a file, as the file system has them (0o600); undefined where there is none. */
export async function readFileMode(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mode }) => mode,
    () => undefined,
  );
}
