import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** True once nobody listens there any more. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, "127.0.0.1");
  const free = await listening;
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}

it.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const)(
  "nothing is left of npm run demo once npm got %s",
  async (signal) => {
    const home = mkdtempSync(join(tmpdir(), "throughline-npm-"));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const npm = spawn("npm", ["run", "demo", "--", "--no-open"], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: home, HOME: home },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const address = new Promise<string>((resolve, reject) => {
      const take = (chunk: Buffer): void => {
        said += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      };
      npm.stdout.on("data", take);
      npm.stderr.on("data", take);
      npm.once("close", () => reject(new Error(`It ended at once: ${said}`)));
    });
    const port = Number(new URL(await address).port);
    npm.kill(signal);
    await expect.poll(() => isFree(port), { timeout: 60_000 }).toBe(true);
  },
);
