import { describe, expect, it } from "vitest";
import { fail, type Result, succeed } from "../../../src/model/result.ts";
import { parseStoredCredentials } from "../../../src/settings/stored-credentials.ts";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import type { Conversion } from "../../../src/workflows/ports/app-registrar.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { registerApp } from "../../../src/workflows/register-app/register-app.ts";
import type { RegistrationWish } from "../../../src/workflows/register-app/registration-wish.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAK\nabc\n-----END RSA PRIVATE KEY-----\n";
const APP = {
  id: 4711,
  name: "Throughline for acme",
  pageUrl: "https://github.com/apps/throughline-for-acme",
};
const REGISTERED: Conversion = {
  kind: "registered",
  app: APP,
  privateKey: PEM,
  webhookSecret: "e340154128314309424b7c8e90325147d99fdafa",
};
const WISH: Pick<RegistrationWish, "keep" | "gitHub"> = {
  keep: "file",
  gitHub: { address: toGitHubAddress(undefined, "https") },
};

interface Made {
  readonly conversion?: Conversion | Error;
  readonly fitness?: Result<void, string>;
  readonly keeping?: Result<void, string>;
  readonly wish?: Partial<typeof WISH>;
}

async function register({ conversion = REGISTERED, fitness, keeping, wish }: Made = {}) {
  const steps: string[] = [];
  const kept: string[] = [];
  const registration = await registerApp(
    {
      registrar: {
        convert: async () => {
          steps.push("convert");
          if (conversion instanceof Error) throw conversion;
          return conversion;
        },
      },
      place: {
        path: "data/credentials.json",
        inspect: async () => {
          steps.push("inspect");
          return fitness ?? succeed(undefined);
        },
        keep: async (text) => {
          steps.push("keep");
          kept.push(text);
          return keeping ?? succeed(undefined);
        },
      },
    },
    "code",
    { ...WISH, ...wish },
  );
  return { registration, steps, kept };
}

describe("registerApp", () => {
  it("looks where the credentials go, exchanges the code, and keeps them", async () => {
    const { registration, steps, kept } = await register();
    expect([registration, steps]).toEqual([{ kind: "kept", app: APP }, ["inspect", "convert", "keep"]]);
    expect(parseStoredCredentials(kept[0] ?? "")).toEqual({
      ok: true,
      value: { APP_ID: "4711", PRIVATE_KEY: PEM, WEBHOOK_SECRET: REGISTERED.webhookSecret },
    });
  });

  it("keeps the host of an Enterprise Server with them", async () => {
    const gitHub = {
      address: toGitHubAddress("github.example.com", "https"),
      host: { name: "github.example.com", protocol: "https" },
    };
    const { kept } = await register({ wish: { gitHub } });
    expect(JSON.parse(kept[0] ?? "")).toMatchObject({
      GHE_HOST: "github.example.com",
      GHE_PROTOCOL: "https",
    });
  });

  it("does not use the code up where they can't be kept", async () => {
    const { registration, steps } = await register({ fitness: fail("No.") });
    expect([registration, steps]).toEqual([{ kind: "postponed", message: "No." }, ["inspect"]]);
  });

  it("shows them where that is wished, and asks for no file", async () => {
    const { registration, steps } = await register({ wish: { keep: "shown" }, fitness: fail("No.") });
    expect(registration).toMatchObject({ kind: "shown", credentials: { APP_ID: "4711" } });
    expect(steps).toEqual(["convert"]);
  });

  it("shows them where the disk failed after the exchange: they exist nowhere else", async () => {
    const { registration } = await register({ keeping: fail("The disk is full.") });
    expect(registration).toMatchObject({
      kind: "shown",
      why: "The disk is full.",
      credentials: { PRIVATE_KEY: PEM },
    });
  });

  it("says that a code leads nowhere", async () => {
    const { registration } = await register({ conversion: { kind: "unknown-code" } });
    expect(registration).toMatchObject({ kind: "failed", message: expect.stringContaining("used already") });
  });

  it("postpones where GitHub does not answer, and throws a defect", async () => {
    const fault = new GitHubError({ kind: "fault", message: "no answer" });
    expect((await register({ conversion: fault })).registration).toEqual({
      kind: "postponed",
      message: "GitHub gave no credentials (no answer).",
    });
    await expect(register({ conversion: new TypeError("defect") })).rejects.toThrow("defect");
  });

  it.each([
    ["has no webhook secret", { ...REGISTERED, webhookSecret: undefined }],
    ["has a weak one", { ...REGISTERED, webhookSecret: "development" }],
    ["has no private key", { ...REGISTERED, privateKey: "key" }],
  ])("takes no app that %s, and names it", async (_, conversion) => {
    const { registration, kept } = await register({ conversion: conversion as Conversion });
    expect(registration).toMatchObject({ kind: "failed", app: APP });
    expect(kept).toEqual([]);
  });
});
