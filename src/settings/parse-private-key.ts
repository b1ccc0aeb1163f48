import type { Result } from "../model/result.ts";

/** A dash, and what word processors and chats make of several. */
const DASHES = "[-\\u2010-\\u2015\\u2212]+";
/** `-----BEGIN RSA PRIVATE KEY-----`, also where its spaces were taken out or stand beside the dashes. */
const FIRST_LINE = new RegExp(`${DASHES}\\s*BEGIN((?:\\s*[A-Z0-9]+)*?)\\s*KEY\\s*${DASHES}`, "u");
const LAST_LINE = new RegExp(`${DASHES}\\s*END((?:\\s*[A-Z0-9]+)*?)\\s*KEY\\s*${DASHES}`, "u");
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** As text goes through a URL: the line breaks, spaces and plus signs of a key. */
const URL_ENCODED = /%(?:0A|0D|20|2B)/i;
const LINE_LENGTH = 64;
const AGAIN = "copy the whole file that GitHub gave you, or set PRIVATE_KEY_PATH to it";

/**
 * A private key as people put it into an environment: PEM with real line breaks, with `\n` written out, on one line
 * with spaces or nothing between, indented, in quotes, without its first and last line, or all of it in base64. The
 * failure is the rest of a sentence that starts with the setting's name, and never holds a part of the value.
 */
export function parsePrivateKey(text: string): Result<string, string> {
  const written = toPlainText(text);
  const packed = FIRST_LINE.test(written) ? undefined : unpackBase64(written);
  if (packed?.kind === "der") return { ok: true, value: toPem(packed.label, packed.body) };
  const pem = packed?.text ?? written;
  const first = FIRST_LINE.exec(pem);
  if (first === null) return { ok: false, error: describeOther(pem) };
  const after = pem.slice(first.index + first[0].length);
  if (first[1]?.includes("ENCRYPTED") || /Proc-Type:[^\n]*ENCRYPTED/.test(after)) {
    return { ok: false, error: "is encrypted: use the key as GitHub gave it to you" };
  }
  const label = (first[1] ?? "").replace(/\s+/g, "");
  if (label !== "PRIVATE" && label !== "RSAPRIVATE") return { ok: false, error: describeKind(label) };
  const last = LAST_LINE.exec(after);
  if (last === null) return { ok: false, error: describeCut(after) };
  if (FIRST_LINE.test(after.slice(last.index + last[0].length))) {
    return { ok: false, error: "holds more than one key: leave the one that belongs to the app" };
  }
  return parseBody(after.slice(0, last.index), label === "PRIVATE" ? "PRIVATE" : "RSA PRIVATE");
}

/** Without a byte order mark, quotes around it, and what stands for line breaks in one-line fields. */
function toPlainText(text: string): string {
  let plain = text.replace(/^\u{FEFF}/u, "").trim();
  if (URL_ENCODED.test(plain)) {
    plain = plain.replace(/%([0-9A-F]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }
  return plain
    .replace(/\\+r/g, "")
    .replace(/\\+n/g, "\n")
    .replace(/\r\n?/g, "\n")
    .replace(/\\+$/gmu, "")
    .replace(/^[\s"'`\u2018\u2019\u201C\u201D]+|[\s"'`\u2018\u2019\u201C\u201D]+$/gu, "");
}

type Label = "RSA PRIVATE" | "PRIVATE";
type Unpacked =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "der"; readonly label: Label; readonly body: string; readonly text?: undefined };

/** The whole file in base64, or the inner part of a key without its first and last line. */
function unpackBase64(text: string): Unpacked | undefined {
  const joined = text.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (!BASE64.test(joined)) return undefined;
  const label = findLabel(joined);
  if (label !== undefined) return { kind: "der", label, body: joined };
  const unpacked = toPlainText(Buffer.from(joined, "base64").toString("utf8"));
  // The dashes of another line, such as a certificate's first one, pass for base64 for URLs.
  return FIRST_LINE.test(unpacked) ? { kind: "text", text: unpacked } : undefined;
}

function parseBody(inner: string, label: Label): Result<string, string> {
  const lines = inner.split("\n").map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  // As a file has it: what is wrong inside, whoever uses the key finds.
  const isFile = filled.every((line) => BASE64.test(line) && line.length <= 76);
  const joined = inner.replace(/[\s"',\\]+/g, "");
  if (joined === "") return { ok: false, error: `has nothing between its first and its last line: ${AGAIN}` };
  const body = listReadings(inner, joined).find((reading) => findLabel(reading) !== undefined);
  if (isFile && (body === undefined || findLabel(body) === label)) {
    return { ok: true, value: toPem(label, joined, filled) };
  }
  if (body !== undefined) return { ok: true, value: toPem(findLabel(body) ?? label, body) };
  if (!BASE64.test(joined)) {
    return { ok: false, error: `holds characters that no private key has, as if it was masked: ${AGAIN}` };
  }
  return { ok: false, error: `is not whole, and its line breaks are gone: ${AGAIN}` };
}

/** What the inner part may have been before it went through somebody's fields and shells. */
function listReadings(inner: string, joined: string): readonly string[] {
  return [
    joined,
    // A shell took the backslash of each `\n`.
    joined
      .replace(/^n/, "")
      .replace(new RegExp(`(.{${LINE_LENGTH}})n`, "g"), "$1")
      .replace(/n$/, ""),
    // A form took the plus signs for spaces, which only shows where the line breaks are left.
    inner.replaceAll("\n", "").replaceAll(" ", "+"),
    inner
      .split("\n")
      .map((line) => line.trim().replaceAll(" ", "+"))
      .join(""),
  ].map((reading) => reading.replace(/[^A-Za-z0-9+/=]/g, "?"));
}

/**
 * The label that belongs to a whole key in DER: a sequence as long as it says, of a version and then a number (PKCS#1)
 * or what algorithm it is for (PKCS#8).
 */
function findLabel(body: string): Label | undefined {
  if (!BASE64.test(body)) return undefined;
  const bytes = Buffer.from(body, "base64");
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82) return undefined;
  if (bytes.length !== 4 + bytes.readUInt16BE(2)) return undefined;
  if (bytes[4] !== 0x02 || bytes[5] !== 0x01 || bytes[6] !== 0x00) return undefined;
  if (bytes[7] === 0x02) return "RSA PRIVATE";
  return bytes[7] === 0x30 ? "PRIVATE" : undefined;
}

function toPem(label: Label, body: string, lines: readonly string[] = body.match(/.{1,64}/g) ?? []): string {
  return `-----BEGIN ${label} KEY-----\n${lines.join("\n")}\n-----END ${label} KEY-----\n`;
}

function describeKind(label: string): string {
  if (label.endsWith("PUBLIC")) return "is a public key: set the private key that GitHub gave you";
  const kind = label.replace(/PRIVATE$/, "") || "other";
  return `is a key of another kind (${kind}): a GitHub App's key begins with -----BEGIN RSA PRIVATE KEY-----`;
}

function describeCut(after: string): string {
  return after.trim() === ""
    ? "ends after its first line: in a file .env put a value of several lines in quotes, or write its line breaks as \\n"
    : `is cut off, its last line -----END RSA PRIVATE KEY----- is missing: ${AGAIN}`;
}

/** What else people put there. */
function describeOther(text: string): string {
  if (LAST_LINE.test(text)) return `has lost its first line, -----BEGIN RSA PRIVATE KEY-----: ${AGAIN}`;
  if (/CERTIFICATE/.test(text)) return "is a certificate: set the private key that GitHub gave you";
  if (/^SHA256:/i.test(text)) {
    return "is the fingerprint of a key: set the key itself, from the file that GitHub gave you";
  }
  if (/^[^\n]*\.(?:pem|key)$/i.test(text) || /^(?:~|\.{0,2})\/[^\n]*$/.test(text)) {
    return "is the name of a file: set PRIVATE_KEY_PATH to it instead";
  }
  return "is no private key: it has to hold -----BEGIN RSA PRIVATE KEY-----";
}
