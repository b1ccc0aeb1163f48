import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate for one host name, signed by itself, and its key, both PEM; valid from 2020 to 2049. */
export function makeCertificate(host: string): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectId([42, 134, 72, 206, 61, 4, 3, 2]));
  const name = sequence(set(sequence(objectId([85, 4, 3]), encode(0x0c, Buffer.from(host)))));
  const validity = sequence(
    encode(0x17, Buffer.from("200101000000Z")),
    encode(0x17, Buffer.from("491231235959Z")),
  );
  const keyInfo = publicKey.export({ type: "spki", format: "der" });
  const names = sequence(encode(0x82, Buffer.from(host)));
  const alternative = sequence(objectId([85, 29, 17]), encode(0x04, names));
  const body = sequence(
    encode(0xa0, encode(0x02, Buffer.from([2]))),
    encode(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    keyInfo,
    encode(0xa3, sequence(alternative)),
  );
  const signature = sign("sha256", body, privateKey);
  const der = sequence(body, algorithm, encode(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString("base64").match(/.{1,64}/gu) ?? [];
  return {
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Tag, length, content: DER. */
function encode(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, Math.floor(size / 256), size % 256];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return encode(0x30, Buffer.concat([...parts]));
}

function set(...parts: readonly Buffer[]): Buffer {
  return encode(0x31, Buffer.concat([...parts]));
}

function objectId(bytes: readonly number[]): Buffer {
  return encode(0x06, Buffer.from(bytes));
}
