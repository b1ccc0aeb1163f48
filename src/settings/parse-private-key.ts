import type { Result } from "../model/result.ts";

const PEM = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+-----END (?:RSA )?PRIVATE KEY-----/;
const BASE64 = /^[A-Za-z0-9+/=\s]+$/;

/**
 * A private key as people put it into an environment: PEM with real line breaks, with `\n` written out, in quotes, or
 * the whole of it in base64. The failure is the rest of a sentence that starts with the setting's name, and never
 * holds a part of the value.
 */
export function parsePrivateKey(text: string): Result<string, string> {
  const unquoted = text.trim().replace(/^(["'])([\s\S]*)\1$/, "$2");
  const written = unquoted.replaceAll("\\r", "").replaceAll("\\n", "\n");
  const pem = BASE64.test(written) ? Buffer.from(written, "base64").toString("utf8") : written;
  if (pem.includes("ENCRYPTED")) {
    return { ok: false, error: "is encrypted: use the key as GitHub gave it to you" };
  }
  if (!PEM.test(pem)) {
    return { ok: false, error: "is no private key: it has to hold -----BEGIN RSA PRIVATE KEY-----" };
  }
  return { ok: true, value: `${pem.trim().replaceAll("\r\n", "\n")}\n` };
}
