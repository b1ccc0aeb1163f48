import { describe, expect, it } from "vitest";
import { hideSecrets } from "../../src/text/show-code.ts";

describe("hideSecrets", () => {
  it.each([
    ["token ghs_16C7e42F292c6912E7710c838347Ae178B4a", "[hidden]"],
    ["at ghp_16C7e42F292c6912E7710c838347Ae178B4a!", "at [hidden]!"],
    ["github_pat_11AAAAAAA0abc_def", "[hidden]"],
    ["v1.1f699f1069f60fff9f8c", "[hidden]"],
    ["bearer eyJhbGci.eyJpc3Mi.c2ln_-bmF0", "[hidden]"],
    ["eyJhbGci.eyJpc3Mi.c2ln_-bmF0 twice eyJhbGci.eyJpc3Mi.c2ln", "[hidden] twice [hidden]"],
    ["key -----BEGIN RSA PRIVATE KEY-----\nMIIB+/=\n-----END RSA PRIVATE KEY-----\nend", "key [hidden]\nend"],
    ['{"pem":"-----BEGIN PRIVATE KEY-----\\nMIIB"}', '{"pem":"[hidden]"}'],
    ["GET /setup?token=7sf3g-EmZfumTor", "GET /setup?token=[hidden]"],
    [
      "/setup/registered?code=0123456789abcdef&state=a_b-c_d-e",
      "/setup/registered?code=[hidden]&state=[hidden]",
    ],
    ["POST /app-manifests/0123456789abcdef/conversions", "POST /app-manifests/[hidden]/conversions"],
  ])("hides what stands in %j", (text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden);
  });

  it.each([
    "Not Found",
    "A token expired",
    "Bearer of news",
    "v1.2.3",
    "POST /app-manifests/{code}/conversions",
    "?state=open",
  ])("leaves %j alone", (text) => {
    expect(hideSecrets(text)).toBe(text);
  });
});
