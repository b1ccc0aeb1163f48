import { describe, expect, it } from "vitest";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import { RegistrationStates } from "../../../src/web/registration/registration-states.ts";
import { createSecret, isSameSecret, SetupAccess } from "../../../src/web/registration/setup-access.ts";
import type { RegistrationWish } from "../../../src/workflows/register-app/registration-wish.ts";

const WISH: RegistrationWish = {
  publicUrl: "https://throughline.example.com",
  account: { kind: "user", login: "mona" },
  gitHub: { address: toGitHubAddress(undefined, "https") },
  appName: "Lines",
  keep: "file",
};

describe("secrets", () => {
  it("have 256 bits, and are told apart", () => {
    const [one, other] = [createSecret(), createSecret()];
    expect(Buffer.from(one, "base64url")).toHaveLength(32);
    expect([isSameSecret(one, one), isSameSecret(one, other), isSameSecret(one, "")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("SetupAccess", () => {
  it("admits the first browser that brings the token, and nobody after it", () => {
    const access = new SetupAccess();
    expect(access.isAdmitted(undefined)).toBe(false);
    expect(access.isAdmitted("")).toBe(false);
    expect(access.admit("guess")).toEqual({ kind: "refused", why: "wrong" });
    const first = access.admit(access.token);
    expect(first.kind).toBe("admitted");
    expect(access.isAdmitted(first.kind === "admitted" ? first.session : "")).toBe(true);
    expect(access.admit(access.token)).toEqual({ kind: "refused", why: "used" });
    expect(access.isAdmitted(access.token)).toBe(false);
  });
});

describe("RegistrationStates", () => {
  it("gives each state once, to the browser that began", () => {
    const states = new RegistrationStates(() => 0);
    const state = states.issue("session", WISH);
    expect(states.take(state, "another")).toEqual({ kind: "refused", why: "other-browser" });
    expect(states.take("made-up", "session")).toEqual({ kind: "refused", why: "unknown" });
    const taken = states.take(state, "session");
    expect(taken).toMatchObject({ kind: "taken", wish: WISH });
    expect(states.take(state, "session")).toEqual({ kind: "refused", why: "used" });
    if (taken.kind === "taken") taken.giveBack();
    expect(states.take(state, "session").kind).toBe("taken");
  });

  it("knows two tabs apart, and forgets the oldest of many", () => {
    const states = new RegistrationStates(() => 0);
    const issued = Array.from({ length: 21 }, (_, index) =>
      states.issue("session", { ...WISH, appName: `Lines ${index}` }),
    );
    expect(states.take(issued[0] ?? "", "session")).toEqual({ kind: "refused", why: "unknown" });
    expect(states.take(issued[1] ?? "", "session")).toMatchObject({ wish: { appName: "Lines 1" } });
    expect(states.take(issued[20] ?? "", "session")).toMatchObject({ wish: { appName: "Lines 20" } });
  });
});
