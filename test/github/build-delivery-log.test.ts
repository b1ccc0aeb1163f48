import nock from "nock";
import { describe, expect, it } from "vitest";
import { API, openGitHub, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

const ID = "3804004623172239366";
const LINE = `{"id":${ID},"guid":"g","delivered_at":"2026-03-31T08:00:00Z","redelivery":false,"duration":0.1,
  "status":"OK","status_code":202,"event":"push","action":null,"installation_id":1,"repository_id":2}`;
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

describe("the delivery log", () => {
  it("goes from page to page by GitHub's own cursor, with ids that no number holds", async () => {
    const link = `<${API}/app/hook/deliveries?per_page=100&cursor=v1_${ID}>; rel="next"`;
    nock(API)
      .get("/app/hook/deliveries")
      .query({ per_page: 100 })
      .reply(200, `[${LINE}]`, { ...JSON_TYPE, link })
      .get("/app/hook/deliveries")
      .query({ per_page: 100, cursor: `v1_${ID}` })
      .reply(200, `[${LINE.replace(ID, "4004").replace("null", '"opened"')}]`, JSON_TYPE);
    const { deliveryLog } = openGitHub().app;
    const first = await deliveryLog.readPage();
    const row = {
      id: ID,
      guid: "g",
      deliveredAtMs: Date.UTC(2026, 2, 31, 8),
      event: "push",
      status: "OK",
      statusCode: 202,
    };
    expect(first).toEqual({ rows: [row], unreadable: [], next: `v1_${ID}` });
    expect(await deliveryLog.readPage(first.next)).toEqual({
      rows: [{ ...row, id: "4004", action: "opened" }],
      unreadable: [],
    });
  });

  it("does not follow a cursor that leads to the same page", async () => {
    const link = `<${API}/app/hook/deliveries?cursor=v1_${ID}&per_page=100>; rel="next"`;
    nock(API)
      .get("/app/hook/deliveries")
      .query({ per_page: 100, cursor: `v1_${ID}` })
      .reply(200, "[]", { ...JSON_TYPE, link });
    expect((await openGitHub().app.deliveryLog.readPage(`v1_${ID}`)).next).toBeUndefined();
  });

  it("asks for the payload by all digits of its id, and reads large ids in it exactly", async () => {
    nock(API)
      .get(`/app/hook/deliveries/${ID}`)
      .reply(200, `{"id":${ID},"request":{"payload":{"hook_id":9007199254740993}}}`, JSON_TYPE);
    expect(await openGitHub().app.deliveryLog.readPayload(ID)).toEqual({ hook_id: "9007199254740993" });
  });
});
