import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { describeNetworkSettings, useNetworkSettings } from "../../src/compose/use-network-settings.ts";

describe("settings of the network", () => {
  it("that can't be used are told by their name, and never shown", async () => {
    const tell = (environment: Record<string, string>): Promise<unknown> =>
      useNetworkSettings(environment).then(
        () => "used",
        (error: unknown) => String(error),
      );
    expect(await tell({ ALL_PROXY: "socks5://user:secret-word@proxy:1080" })).toMatch(
      /ALL_PROXY names a SOCKS proxy, and only http and https proxies/,
    );
    expect(await tell({ https_proxy: "proxy:secret-word" })).toMatch(/HTTPS_PROXY is no address of a proxy/);
    expect(await tell({ HTTP_PROXY: "secret-word" })).not.toContain("secret-word");
    expect(await tell({ NODE_EXTRA_CA_CERTS: "/nowhere.pem" })).toMatch(
      /NODE_EXTRA_CA_CERTS: there is no file \/nowhere\.pem/,
    );
    const folder = mkdtempSync(join(tmpdir(), "throughline-network-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "ca.pem"), "no certificate");
    expect(await tell({ NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") })).toMatch(/holds no certificate/);
    expect(await tell({})).toBe("used");
  });

  it("are named where a connection fails", () => {
    expect(describeNetworkSettings({})).toBeUndefined();
    expect(describeNetworkSettings({ HTTPS_PROXY: "http://p:1" })).toBe("HTTPS_PROXY is set and used");
    expect(describeNetworkSettings({ all_proxy: "http://p:1", NO_PROXY: "x" })).toBe(
      "ALL_PROXY, NO_PROXY are set and used",
    );
  });
});
