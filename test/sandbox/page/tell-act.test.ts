import { expect, it } from "vitest";
import { tellAct } from "../../../sandbox/page/tell-act.ts";

const request = (route: string, status = 200) => ({
  sequence: 1,
  atMs: 0,
  method: route.split(" ")[0] ?? "",
  path: "/",
  route,
  status,
  installationId: 1,
  requestBytes: 0,
  responseBytes: 0,
});

it("counts what was read and names what was written", () => {
  const requests = [
    request("POST /app/installations/:installation/access_tokens", 201),
    request("GET /repos/:owner/:repo/pulls/:number/files"),
    request("POST /graphql OpenPullRequests"),
    request("POST /repos/:owner/:repo/check-runs", 201),
    request("PATCH /repos/:owner/:repo/check-runs/:check", 500),
  ];
  expect(tellAct({ webhooks: [], requests })).toBe(
    "GitHub sent 0 webhooks; the app read 2 times and posted a check.",
  );
  expect(tellAct({ webhooks: [], requests: requests.slice(1, 2) })).toBe(
    "GitHub sent 0 webhooks; the app read once and wrote nothing, for nothing differs.",
  );
});

it("says where nobody is told", () => {
  expect(tellAct({ webhooks: [], requests: [] })).toContain("GitHub tells no app of this");
});
