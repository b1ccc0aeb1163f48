import nock from "nock";
import { describe, expect, it } from "vitest";
import { createAppRegistrar } from "../../src/github/create-app-registrar.ts";
import { API, catchFailure, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

const CODE = "3f9d2c7b8a1e6054d7c9b2f0a8e35171aabbccdd";
const ANSWER = {
  id: 4711,
  name: "Throughline for acme",
  html_url: "https://github.com/apps/throughline-for-acme",
  pem: "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n",
  webhook_secret: "e340154128314309424b7c8e90325147d99fdafa",
  client_id: "Iv1.8a61f9b3a7aba766",
  client_secret: "1726be1638095a19edd134c77bde3aa2ece1e5d8",
};

function open() {
  const logged: string[] = [];
  const registrar = createAppRegistrar({
    baseUrl: API,
    now: () => 0,
    log: {
      debug: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`),
      warn: () => undefined,
    },
  });
  return { registrar, logged };
}

function expectConversion(): nock.Interceptor {
  return nock(API, { badheaders: ["authorization"] }).post(`/app-manifests/${CODE}/conversions`);
}

describe("createAppRegistrar", () => {
  it("exchanges the code without credentials, and takes no client secret", async () => {
    expectConversion().reply(201, ANSWER);
    const { registrar, logged } = open();
    expect(await registrar.convert(CODE)).toEqual({
      kind: "registered",
      app: { id: 4711, name: ANSWER.name, pageUrl: ANSWER.html_url },
      privateKey: ANSWER.pem,
      webhookSecret: ANSWER.webhook_secret,
    });
    expect(logged.join()).toContain("/app-manifests/{code}/conversions");
    expect(logged.join()).not.toContain(CODE);
  });

  it("says that an app has no webhook", async () => {
    expectConversion().reply(201, { ...ANSWER, webhook_secret: null });
    expect(await open().registrar.convert(CODE)).not.toHaveProperty("webhookSecret");
  });

  it.each([404, 422])("takes %i for a code that is used or too old", async (status) => {
    expectConversion().reply(status, { message: "Not Found" });
    expect(await open().registrar.convert(CODE)).toEqual({ kind: "unknown-code" });
  });

  it.each([
    ["GitHub is down", 502, "Bad Gateway"],
    ["a proxy answers in GitHub's place", 200, "<html>"],
    ["the answer is not as documented", 201, { ...ANSWER, html_url: "javascript:alert(1)" }],
  ])("throws a fault where %s", async (_, status, body) => {
    expectConversion().reply(status, body);
    const failure = await catchFailure(open().registrar.convert(CODE));
    expect(failure).toMatchObject({ kind: "fault" });
    expect(JSON.stringify(failure)).not.toContain(CODE);
  });
});
