import nock from "nock";
import { describe, expect, it } from "vitest";
import type { AppStanding } from "../../src/workflows/ports/app-inspection.ts";
import { API, catchFailure, openGitHub, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

function open() {
  const noted: AppStanding[] = [];
  const { app } = openGitHub({ onStanding: (standing) => noted.push(standing) });
  return { app, noted };
}

describe("an app that GitHub refuses", () => {
  it("is no installation that was removed", async () => {
    const { app, noted } = open();
    nock(API).get("/app/installations/900").reply(404, { message: "Integration not found" });
    expect(await catchFailure(app.readInstallation(900))).toMatchObject({ kind: "unauthorized" });
    expect(noted).toEqual(["refused"]);
  });

  it("is told from the answer to the second token, which follows GitHub's clock", async () => {
    const { app, noted } = open();
    nock(API).get("/app").times(2).reply(401, { message: "A JSON web token could not be decoded" });
    expect(await catchFailure(app.readApp())).toEqual({
      kind: "unauthorized",
      message: "GET /app: 401 A JSON web token could not be decoded",
    });
    expect(noted).toEqual(["refused"]);
  });

  it("is not an app whose installation was removed, nor one whose GitHub is down", async () => {
    const { app, noted } = open();
    nock(API).get("/app/installations/900").reply(404, { message: "Not Found" });
    expect(await app.readInstallation(900)).toBeUndefined();
    expect(noted).toEqual(["accepted"]);
    nock(API).get("/app/installations/900").reply(502, "Bad Gateway");
    expect(await catchFailure(app.readInstallation(900))).toMatchObject({ kind: "fault" });
    expect(noted).toEqual(["accepted"]);
  });
});
