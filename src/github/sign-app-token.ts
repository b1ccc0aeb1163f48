import { type KeyObject, sign } from "node:crypto";

/** GitHub takes no more than ten minutes, and none that was issued in its future. */
const ISSUED_BEFORE_S = 60;
const LIFE_S = 9 * 60;

/** The token by which the app itself speaks: https://docs.github.com/apps, "Generating a JSON Web Token". */
export function signAppToken(appId: number, privateKey: KeyObject, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000) - ISSUED_BEFORE_S;
  const claims = { iat: issuedAt, exp: issuedAt + ISSUED_BEFORE_S + LIFE_S, iss: `${appId}` };
  const signed = `${toSegment({ alg: "RS256", typ: "JWT" })}.${toSegment(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

function toSegment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
