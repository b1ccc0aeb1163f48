import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parsePrivateKey } from "../../src/settings/parse-private-key.ts";

function makeKey(type: "pkcs1" | "pkcs8"): string {
  for (;;) {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 1024,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type, format: "pem" },
    });
    // A plus sign at the end of a line that became a space is one that nobody finds.
    if (!/^\+|\+$/m.test(privateKey)) return privateKey;
  }
}

const KEYS = { pkcs1: makeKey("pkcs1"), pkcs8: makeKey("pkcs8") } as const;

/** The key on one line, with `between` where its line breaks were. */
function joinLines(pem: string, between: string): string {
  return pem.trim().split("\n").join(between);
}

function toInner(pem: string): string {
  return pem.split("\n").slice(1, -2).join("\n");
}

/** What fields, shells, editors and secret stores make of a file. */
const WAYS: Readonly<Record<string, (pem: string) => string>> = {
  "as it is": (pem) => pem,
  "with CRLF": (pem) => joinLines(pem, "\r\n"),
  "with CR": (pem) => joinLines(pem, "\r"),
  "with a byte order mark": (pem) => `\u{FEFF}${pem}`,
  "with \\n": (pem) => joinLines(pem, "\\n"),
  "with \\n twice escaped": (pem) => joinLines(pem, "\\\\n"),
  "with \\r\\n": (pem) => joinLines(pem, "\\r\\n"),
  "with the n of \\n": (pem) => joinLines(pem, "n"),
  "with spaces": (pem) => joinLines(pem, " "),
  "with nothing": (pem) => joinLines(pem, ""),
  "without any space": (pem) => pem.replace(/\s/g, ""),
  "with a backslash at the ends": (pem) => joinLines(pem, "\\\n"),
  indented: (pem) => joinLines(pem, "\n      "),
  "with \\n and an indent": (pem) => joinLines(pem, "\\n    "),
  "in quotes": (pem) => `"${joinLines(pem, "\\n")}\\n"`,
  "with one quote": (pem) => `${joinLines(pem, " ")}"`,
  "in typographic quotes": (pem) => `\u201C${joinLines(pem, " ")}\u201D`,
  "with long dashes": (pem) => joinLines(pem, " ").replaceAll("-----", "\u2014\u2013"),
  "with empty lines": (pem) => joinLines(pem, "\n\n"),
  "in base64": (pem) => Buffer.from(pem).toString("base64"),
  "in base64 of several lines": (pem) =>
    Buffer.from(pem)
      .toString("base64")
      .replace(/(.{76})/g, "$1\n"),
  "in base64 for URLs": (pem) => Buffer.from(pem).toString("base64url"),
  "in base64 of CRLF": (pem) => Buffer.from(joinLines(pem, "\r\n")).toString("base64"),
  "encoded as a URL": (pem) => encodeURIComponent(pem),
  "with plus signs as spaces": (pem) => pem.replace(toInner(pem), toInner(pem).replaceAll("+", " ").trim()),
  "without its first and last line": toInner,
};

describe("parsePrivateKey", () => {
  for (const type of ["pkcs1", "pkcs8"] as const) {
    it.each(Object.entries(WAYS))(`mends a ${type} key %s`, (_, write) => {
      expect(parsePrivateKey(write(KEYS[type]))).toEqual({ ok: true, value: KEYS[type] });
    });
  }

  it("mends a label that belongs to the other form", () => {
    const pem = KEYS.pkcs8;
    expect(parsePrivateKey(pem.replaceAll("PRIVATE", "RSA PRIVATE"))).toEqual({ ok: true, value: pem });
  });

  const pem = KEYS.pkcs1;
  const lines = pem.trim().split("\n");
  it.each([
    ["nothing of a key", "hunter2", /^is no private key/],
    ["the first line alone", lines[0] ?? "", /^ends after its first line: in a file \.env put/],
    ["a key without its end", lines.slice(0, 9).join("\n"), /^is cut off, its last line/],
    ["a key without its beginning", lines.slice(1).join("\n"), /^has lost its first line/],
    ["no body", [lines[0], lines.at(-1)].join("\n"), /^has nothing between/],
    [
      "a masked one",
      [lines[0], "****", lines.at(-1)].join("\n"),
      /^holds characters that no private key has/,
    ],
    ["a line less, on one line", [...lines.slice(0, 5), ...lines.slice(6)].join(" "), /^is not whole/],
    ["two keys", pem + pem, /^holds more than one key/],
    ["an encrypted one", lines.with(1, "Proc-Type: 4,ENCRYPTED").join("\n"), /^is encrypted/],
    ["a public key", pem.replaceAll("RSA PRIVATE", "PUBLIC"), /^is a public key/],
    ["an SSH key", pem.replaceAll("RSA", "OPENSSH"), /^is a key of another kind \(OPENSSH\)/],
    ["a curve's key", pem.replaceAll("RSA", "EC"), /^is a key of another kind \(EC\)/],
    ["a certificate", pem.replaceAll("RSA PRIVATE KEY", "CERTIFICATE"), /^is a certificate/],
    ["a fingerprint", "SHA256:Vtn4kXPlzY3VqQ2Jh0=", /^is the fingerprint/],
    ["a path", "/run/secrets/app.private-key.pem", /^is the name of a file: set PRIVATE_KEY_PATH/],
    ["a path from here", "./app", /^is the name of a file/],
  ])("says of %s what is wrong, and shows nothing of it", (_, text, message) => {
    const parsed = parsePrivateKey(text);
    expect(parsed).toEqual({ ok: false, error: expect.stringMatching(message) });
    for (const line of lines.slice(1, -1)) expect(JSON.stringify(parsed)).not.toContain(line);
  });
});
