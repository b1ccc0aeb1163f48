import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { CommandFailure } from "../../src/cli/exit-code.ts";
import { readPrivateKey } from "../../src/cli/read-private-key.ts";
import { localFiles } from "../../src/files/local-files.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const damaged = privateKey.replace(/\n[A-Za-z0-9+/]{20}/, "\n");

function readText(pem: string): Promise<string> {
  return readPrivateKey({ kind: "text", pem }, localFiles);
}

function readFile(text: string): Promise<string> {
  return readPrivateKey(
    { kind: "file", path: "app.pem" },
    { readTextFile: async () => ({ kind: "text", text }) },
  );
}

it("takes a key from either setting", async () => {
  expect(await readText(privateKey)).toBe(privateKey);
  expect(await readFile(privateKey)).toBe(privateKey);
});

it("names the setting of a key that can't be used, and shows nothing of it", async () => {
  await expect(readText(damaged)).rejects.toThrow(/^PRIVATE_KEY holds a damaged private key: a part/);
  await expect(readFile(damaged)).rejects.toThrow(/^PRIVATE_KEY_PATH holds a damaged private key: a part/);
  await expect(readFile("nonsense!")).rejects.toThrow(/^PRIVATE_KEY_PATH is no private key/);
  await expect(readFile(damaged)).rejects.toThrow(CommandFailure);
});

it("names the setting where the file is none", async () => {
  const read = (path: string) => readPrivateKey({ kind: "file", path }, localFiles);
  await expect(read("/nowhere/app.pem")).rejects.toThrow(
    "PRIVATE_KEY_PATH: there is no file /nowhere/app.pem.",
  );
  await expect(read(import.meta.dirname)).rejects.toThrow(/^PRIVATE_KEY_PATH: .*folder/);
});

it("says of a whole key that is none of RSA that it is of another kind", async () => {
  const { privateKey: curve } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await expect(readText(curve)).rejects.toThrow(
    "PRIVATE_KEY holds a key of another kind (ec): a GitHub App's key is an RSA key.",
  );
});
