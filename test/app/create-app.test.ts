import { Probot, ProbotOctokit } from "probot";
import { describe, expect, it } from "vitest";
import { createApp, createLazyApp } from "../../src/app/create-app.ts";
import type { Delivery } from "../../src/model/webhook.ts";
import { makePullRequestPayload } from "./made-payloads.ts";

function createProbot(): Probot {
  return new Probot({
    githubToken: "test",
    logLevel: "fatal",
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      retry: { enabled: false },
      throttle: { enabled: false },
    })),
  });
}

type ReceivedEvent = Parameters<Probot["receive"]>[0];

function makeEvent(name: string, payload: unknown): ReceivedEvent {
  return { id: "guid-1", name, payload } as ReceivedEvent;
}

describe("createApp", () => {
  it("records what Probot receives as the service would", async () => {
    const recorded: Delivery[] = [];
    const probot = createProbot();
    await probot.load(
      createApp({
        record: async (delivery) => {
          recorded.push(delivery);
          return "new";
        },
        now: () => 42,
      }),
    );
    await probot.receive(makeEvent("pull_request", makePullRequestPayload("opened")));
    await probot.receive(makeEvent("star", { action: "created" }));
    expect(recorded).toMatchObject(
      [
        {
          id: "guid-1",
          event: "pull_request",
          receivedAtMs: 42,
          bodyHash: /^[0-9a-f]{64}$/,
          content: { kind: "work", subject: { kind: "pull-request", number: 812 } },
        },
        { event: "star", content: { kind: "ignored" } },
      ].map((expected) => ({
        ...expected,
        ...("bodyHash" in expected ? { bodyHash: expect.stringMatching(expected.bodyHash) } : {}),
      })),
    );
  });

  it("fails where the store does, so that Probot does not answer 202", async () => {
    const probot = createProbot();
    await probot.load(createApp({ record: () => Promise.reject(new Error("disk full")), now: () => 0 }));
    await expect(probot.receive(makeEvent("pull_request", makePullRequestPayload("opened")))).rejects.toThrow(
      "disk full",
    );
  });
});

describe("createLazyApp", () => {
  it("composes when Probot loads it, once", async () => {
    let composed = 0;
    const app = createLazyApp(async () => {
      composed += 1;
      return { record: async () => "new", now: () => 0 };
    });
    expect(composed).toBe(0);
    const probot = createProbot();
    await probot.load(app);
    await probot.receive(makeEvent("pull_request", makePullRequestPayload("opened")));
    expect(composed).toBe(1);
  });
});
