import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/** Prints the address of each module that is loaded after it. */
const HOOK = `
  import { registerHooks } from "node:module";
  import { writeSync } from "node:fs";
  registerHooks({ load(url, context, next) { writeSync(2, url + "\\n"); return next(url, context); } });
`;

it("loads for a short command the command line, and no package but commander", () => {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", hook, "bin/throughline.js", "--version"],
    {
      encoding: "utf8",
    },
  );
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const packages = stderr.split("\n").flatMap((url) => /\/node_modules\/([^/]+)\//.exec(url)?.[1] ?? []);
  expect([...new Set(packages)]).toEqual(["commander"]);
});
