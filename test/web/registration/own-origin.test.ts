import { describe, expect, it } from "vitest";
import { findOwnOrigin, isFromElsewhere } from "../../../src/web/registration/setup-access.ts";

function ask(headers: Record<string, string>): Request {
  return new Request("http://any/setup", { headers });
}

describe("findOwnOrigin", () => {
  it.each([
    [{ host: "127.0.0.1:3000" }, "http://127.0.0.1:3000"],
    [{ host: "[::1]:3000" }, "http://[::1]:3000"],
    [{ host: "throughline.example.com", "x-forwarded-proto": "https" }, "https://throughline.example.com"],
    [
      {
        host: "upstream:3000",
        "x-forwarded-host": "throughline.example.com",
        "x-forwarded-proto": "https, http",
      },
      "https://throughline.example.com",
    ],
    [{ host: "a.example", "x-forwarded-host": "b.example, c.example" }, "http://b.example"],
    [{ host: "a.example", "x-forwarded-proto": "javascript" }, "http://a.example"],
    [{ host: "a.example", origin: "https://a.example" }, "https://a.example"],
    [{ host: "a.example", origin: "https://b.example" }, "http://a.example"],
  ])("of %j is %s", (headers, origin) => {
    expect(findOwnOrigin(ask(headers))).toBe(origin);
  });

  it.each([{}, { host: "" }, { host: "a b" }, { host: "a.example/path" }, { host: "me@a.example" }])(
    "is none of %j",
    (headers) => {
      expect(findOwnOrigin(ask(headers))).toBeUndefined();
    },
  );
});

describe("isFromElsewhere", () => {
  it.each([
    [{ host: "localhost:3000" }, false],
    [{ host: "localhost:3000", origin: "http://localhost:3000" }, false],
    [{ host: "Throughline.example.com", origin: "https://throughline.example.com" }, false],
    [{ host: "upstream", "x-forwarded-host": "a.example", origin: "https://a.example" }, false],
    [{ host: "localhost:3000", origin: "http://localhost:4000" }, true],
    [{ host: "localhost:3000", origin: "https://evil.example" }, true],
    [{ host: "localhost:3000", origin: "null" }, true],
  ])("of %j is %s", (headers, isElsewhere) => {
    expect(isFromElsewhere(ask(headers))).toBe(isElsewhere);
  });
});
