import { describe, expect, it } from "vitest";
import type { CommandTools, RunningService, RunningSetup } from "../../src/cli/command-tools.ts";
import { CommandFailure } from "../../src/cli/exit-code.ts";
import { fail, succeed } from "../../src/model/result.ts";
import { runMadeCommand } from "../support/made-command-tools.ts";

/** A machine on which services and set-ups are started, and what happened to them. */
function makeServer({ setup, ...tools }: Partial<CommandTools> & { readonly setup?: Partial<RunningSetup> }) {
  const steps: string[] = [];
  const service: RunningService = {
    port: 3000,
    metricsPort: 9464,
    lookAtDue: async () => undefined,
    stop: async () => void steps.push("service stopped"),
  };
  const running: RunningSetup = {
    host: "127.0.0.1",
    port: 3000,
    path: "/setup?token=abc",
    credentialsPath: "data/credentials.json",
    running: Promise.resolve(service),
    stop: async () => void steps.push("setup stopped"),
    ...setup,
  };
  const machine: Partial<CommandTools> = {
    startSetup: async () => succeed(setup === undefined ? undefined : running),
    startService: async () => succeed(service),
    untilStopped: () => Promise.resolve().then(() => "SIGTERM"),
    ...tools,
  };
  return { machine, steps };
}

const NEVER = new Promise<never>(() => undefined);

describe("serve", () => {
  it("starts the service where there is an app, and stops it when told to", async () => {
    const { machine, steps } = makeServer({});
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect([run.code, steps]).toEqual([0, ["service stopped"]]);
    expect(run.stderr).toContain("webhooks on port 3000, metrics on port 9464.");
    expect(run.stderr).not.toContain("token");
  });

  it("prints the link of the setup page where there is none, and goes on as the service", async () => {
    const { machine, steps } = makeServer({
      setup: {},
      untilStopped: () => new Promise((end) => setImmediate(() => end("SIGINT"))),
    });
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect([run.code, steps]).toEqual([0, ["service stopped"]]);
    expect(run.stderr).toContain("there is no data/credentials.json");
    expect(run.stderr).toContain("  http://127.0.0.1:3000/setup?token=abc\n");
    expect(run.stderr.indexOf("token=")).toBeLessThan(run.stderr.indexOf("webhooks on port 3000"));
  });

  it.each([
    ["0.0.0.0", "http://127.0.0.1:3000/setup"],
    ["::", "http://127.0.0.1:3000/setup"],
    ["::1", "http://[::1]:3000/setup"],
    ["192.168.1.7", "http://192.168.1.7:3000/setup"],
  ])("prints a link that opens on this machine for HOST=%s", async (host, link) => {
    const { machine } = makeServer({ setup: { host, running: NEVER } });
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect(run.stderr).toContain(link);
  });

  it("closes the page where it is stopped before anything was registered", async () => {
    const { machine, steps } = makeServer({ setup: { running: NEVER } });
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect([run.code, steps]).toEqual([0, ["setup stopped"]]);
    expect(run.stderr).toContain("SIGTERM: the setup page is closed.");
  });

  it("ends with the sentence where the registered service can't start", async () => {
    const { machine, steps } = makeServer({
      setup: { running: Promise.reject(new CommandFailure("The store is in use.")) },
      untilStopped: () => NEVER,
    });
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect([run.code, steps]).toEqual([1, ["setup stopped"]]);
    expect(run.stderr).toContain("The store is in use.");
  });

  it("says what is wrong with the settings, with the exit code of missing credentials", async () => {
    const problem = { setting: "PRIVATE_KEY", message: "PRIVATE_KEY is missing." };
    const { machine } = makeServer({ startService: async () => fail([problem]) });
    const run = await runMadeCommand(["serve"], { tools: machine });
    expect([run.code, run.stderr]).toEqual([4, expect.stringContaining("PRIVATE_KEY is missing.")]);
    const wrong = makeServer({
      startSetup: async () => fail([{ setting: "PORT", message: "PORT is no whole number." }]),
    });
    expect(await runMadeCommand(["serve"], { tools: wrong.machine })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("PORT is no whole number."),
    });
  });
});
