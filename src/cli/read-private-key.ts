import { createPrivateKey } from "node:crypto";
import { parsePrivateKey } from "../settings/parse-private-key.ts";
import type { Settings } from "../settings/settings.ts";
import type { LocalFiles } from "../workflows/ports/local-files.ts";
import { CommandFailure } from "./exit-code.ts";

/** Of a key of 4,096 bits, many times over. */
const MOST_BYTES = 65_536;

/**
 * The key that the settings name, as PEM, tried at the start and not at the first request. Throws CommandFailure with
 * a sentence that names the setting, and never a part of the key.
 */
export async function readPrivateKey(
  key: Settings["privateKey"],
  files: Pick<LocalFiles, "readTextFile">,
): Promise<string> {
  if (key.kind === "text") return check(key.pem, "PRIVATE_KEY");
  const reading = await files.readTextFile(key.path, MOST_BYTES);
  switch (reading.kind) {
    case "text":
      return check(reading.text, "PRIVATE_KEY_PATH");
    case "absent":
      throw new CommandFailure(`PRIVATE_KEY_PATH: there is no file ${key.path}.`);
    case "unreadable":
      throw new CommandFailure(`PRIVATE_KEY_PATH: ${reading.message}`);
  }
}

function check(text: string, setting: string): string {
  const key = parsePrivateKey(text);
  if (!key.ok) throw new CommandFailure(`${setting} ${key.error}.`);
  const type = findType(key.value);
  if (type === "rsa") return key.value;
  throw new CommandFailure(
    type === undefined
      ? `${setting} holds a damaged private key: a part of it is missing or was changed on the way. Copy the whole file that GitHub gave you once more.`
      : `${setting} holds a key of another kind (${type}): a GitHub App's key is an RSA key.`,
  );
}

function findType(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
