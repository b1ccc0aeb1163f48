import { createVerify } from "node:crypto";
import type { AppRegistration } from "../world/entities.ts";
import { Refusal } from "./refusal.ts";

const LONGEST_LIFE_S = 600;
/** GitHub allows for clocks that differ a little. */
const SKEW_S = 60;

/** Refuses with 401 in the words by which octokit tells a skewed clock from a wrong key. */
export function verifyAppToken(token: string, app: AppRegistration, nowMs: number | "unchecked"): void {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const isSigned = createVerify("RSA-SHA256")
    .update(`${header}.${claims}`)
    .verify(app.publicKey, signature, "base64url");
  if (!isSigned || parsePart(header)["alg"] !== "RS256") {
    throw new Refusal(401, "A JSON web token could not be decoded");
  }
  const { iss, iat, exp } = parsePart(claims);
  if (app.isDeleted) throw new Refusal(404, "Integration not found");
  if (`${iss}` !== `${app.id}` && `${iss}` !== `Iv1.${app.id}`)
    throw new Refusal(404, "Integration not found");
  if (nowMs === "unchecked") return;
  const nowS = Math.floor(nowMs / 1000);
  if (typeof exp !== "number" || exp <= nowS) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > nowS + LONGEST_LIFE_S + SKEW_S) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== "number" || iat > nowS + SKEW_S) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function parsePart(part: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
