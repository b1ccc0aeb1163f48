import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import {
  isLoopbackHost,
  isPrivateHost,
  isUnusableHost,
  parsePublicUrl,
} from "../../../src/workflows/register-app/parse-public-url.ts";

const CLOUD = toGitHubAddress(undefined, "https");
const SERVER = toGitHubAddress("github.example.com", "https");

describe("isPrivateHost", () => {
  it.each([
    "localhost",
    "app.localhost",
    "127.0.0.1",
    "127.255.0.1",
    "[::1]",
    "[::ffff:7f00:1]",
    "::ffff:127.0.0.1",
  ])("%s is this machine", (host) => {
    expect([isLoopbackHost(host), isPrivateHost(host)]).toEqual([true, true]);
  });

  it.each([
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "[::]",
    "[fd00::1]",
    "[fe80::1]",
    "fe80::1",
    "[::ffff:a00:1]",
    "::ffff:10.0.0.1",
    "[64:ff9b::a00:1]",
    "intranet",
    "shop.local",
    "shop.internal.",
    "nas.home.arpa",
  ])("%s is of a network of one's own", (host) => {
    expect([isLoopbackHost(host), isPrivateHost(host)]).toEqual([false, true]);
  });

  it.each([
    "example.com",
    "172.32.0.1",
    "100.128.0.1",
    "8.8.8.8",
    "[2001:db8::1]",
    "local.example.com",
    "fd.example.com",
  ])("%s may be anybody's", (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});

describe("isUnusableHost", () => {
  it.each([
    "0.0.0.0",
    "[::]",
    "169.254.169.254",
    "[::ffff:a9fe:a9fe]",
    "fe80::1%eth0",
    "[ff02::1]",
    "224.0.0.1",
  ])("%s is an address of no service", (host) => {
    expect([isUnusableHost(host), isPrivateHost(host)]).toEqual([true, true]);
  });

  it.each(["10.0.0.1", "127.0.0.1", "[fd00::1]", "[::1]", "example.com", "ff.example.com"])(
    "%s may be one of a service",
    (host) => {
      expect(isUnusableHost(host)).toBe(false);
    },
  );
});

describe("parsePublicUrl", () => {
  it.each([
    ["https://throughline.example.com", "https://throughline.example.com"],
    [" https://Throughline.Example.com/ ", "https://throughline.example.com"],
    ["https://example.com:8443/throughline/", "https://example.com:8443/throughline"],
    ["https://example.com/api/github/webhooks", "https://example.com"],
    ["https://example.com/app/api/github/webhooks/", "https://example.com/app"],
  ])("takes %j as %j", (text, url) => {
    expect(parsePublicUrl(text, CLOUD)).toEqual({ ok: true, value: url });
  });

  it.each([
    ["", /^Write the address/],
    ["throughline.example.com", /^This is no address/],
    ["ftp://example.com", /has to start with https/],
    ["javascript:alert(1)", /has to start with https/],
    ["http://example.com", /has to start with https/],
    ["https://me:secret@example.com", /^Leave out the user name/],
    ["https://example.com/?a=1", /^Leave out what begins/],
    ["https://example.com/#a", /^Leave out what begins/],
    ["https://localhost:3000", /localhost is this machine alone, and github\.com can't reach it/],
    ["http://127.0.0.1:3000", /127\.0\.0\.1 is this machine alone/],
    ["https://2130706433", /127\.0\.0\.1 is this machine alone/],
    ["https://169.254.169.254", /is an address of no service/],
    ["https://10.1.2.3", /10\.1\.2\.3 can be reached/],
    [`https://example.com/${"a".repeat(500)}`, /^This is no address/],
  ])("refuses %j", (text, why) => {
    const parsed = parsePublicUrl(text, CLOUD);
    expect(parsed.ok ? "" : parsed.error).toMatch(why);
  });

  it("takes private addresses where GitHub itself is one's own, and http on loopback alone", () => {
    expect(parsePublicUrl("https://10.1.2.3", SERVER).ok).toBe(true);
    const local = toGitHubAddress("127.0.0.1:3001", "http");
    expect(parsePublicUrl("http://localhost:3000", local).ok).toBe(true);
    // An Enterprise Server on another machine does not reach this one's loopback either.
    expect(parsePublicUrl("http://localhost:3000", SERVER).ok).toBe(false);
    expect(parsePublicUrl("https://[fe80::1]", SERVER).ok).toBe(false);
    expect(parsePublicUrl("http://10.1.2.3", SERVER).ok).toBe(false);
  });

  it("never throws, and what it takes it takes again as it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webUrl({ withQueryParameters: true })), (text) => {
        const parsed = parsePublicUrl(text, CLOUD);
        if (parsed.ok) expect(parsePublicUrl(parsed.value, CLOUD)).toEqual(parsed);
      }),
    );
  });
});
