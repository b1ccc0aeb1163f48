import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { composeDemo } from "../../sandbox/compose-demo.ts";
import { SHOP } from "../../sandbox/organisation/shop-repository.ts";
import type { RunningDemo } from "../../src/cli/running-demo.ts";
import { openFormBrowser } from "../support/form-browser.ts";
import { createGitFixture } from "../support/git-fixture.ts";
import { runCommand } from "../support/run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readAll(place: string): Readonly<Record<string, string>> {
  const names = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(place.length), readFileSync(path, "utf8")];
    }),
  );
}

async function startDemo(): Promise<RunningDemo> {
  const started = await composeDemo({});
  if (!started.ok) throw new Error(started.error);
  onTestFinished(() => started.value.stop());
  return started.value;
}

describe("throughline demo --exit", () => {
  it("plays the same fortnight twice, byte by byte", async () => {
    const runs = ["first", "second"].map((name) => join(folder, name));
    const outputs: string[] = [];
    for (const output of runs) {
      const run = await runCommand(["demo", "--exit", "--output", output], {});
      expect(run.code, run.stderr).toBe(0);
      outputs.push(run.stdout.replaceAll(output, ""));
    }
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[0]?.trim().split("\n").length).toBeLessThanOrEqual(25);
    const [first = {}, second] = runs.map(readAll);
    expect(second).toEqual(first);
    // Answered in four ways, and found again.
    const { threads } = JSON.parse(first["/screens.json"] ?? "") as {
      threads: readonly { title: string; state: string; check: { title: string } | null }[];
    };
    const titles = [
      "Show the total with every item",
      "Ask the bank once more",
      "A button that can be undone",
      "Answer a search",
    ];
    for (const title of titles) {
      const thread = threads.find((one) => one.title.startsWith(title));
      expect([title, thread?.state, thread?.check?.title]).toEqual([
        title,
        "merged",
        expect.stringMatching(/, said/),
      ]);
    }
    expect(first["/summary.md"]).toContain("measured before we built");
    expect(first["/report-shop.md"]).toContain("We keep the focus until summer");
    expect(JSON.stringify(first)).not.toContain("127.0.0.1");
  });

  it.each([
    [["--git", folder], 1, /No Git repository/],
    [["--exit", "--output", join(folder, "taken")], 1, /can't be made/],
    [["--keep", folder], 1, /is not empty/],
    [["--port", "0"], 2, /is no port/],
    [["--output", "x"], 2, /is for --exit/],
  ])("says in one sentence what is wrong: %j", async (args, code, message) => {
    writeFileSync(join(folder, "taken"), "");
    const run = await runCommand(["demo", ...args], {});
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.code).toBe(code);
  });

  it("plays the changes of a clone, with the catalog that init would draft", async () => {
    const fixture = createGitFixture();
    onTestFinished(() => fixture.remove());
    const clone = fixture.make([
      {
        message: "Keep the cart\n\nImpact: activation-rate\n",
        files: [["src/cart/basket.ts", "1"]],
        author: "Zo\u00eb Baker <z@example.com>",
      },
    ]);
    const output = join(folder, "clone");
    const run = await runCommand(["demo", "--git", clone.folder, "--exit", "--output", output], {});
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("has no catalog");
    expect(readFileSync(join(output, "screens.json"), "utf8")).toContain("Keep the cart");
    expect(run.stdout + run.stderr).toMatch(/A week passed.* wrote a comment\.\n/);
  });

  it("names the port that is taken, and where none was asked for takes a free one", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const started = await composeDemo({ port });
    expect(started).toEqual({ ok: false, error: expect.stringContaining(`Port ${port} is taken`) });
    const [one, two] = [await startDemo(), await startDemo()];
    expect(one.address).not.toBe(two.address);
    expect(two.note).toBe(
      `Port 3333 is taken, perhaps by another sandbox; this one takes ${new URL(two.address).port}.`,
    );
  });
});

describe("the sandbox's page, by its forms alone", () => {
  it("leads from opening a pull request to finding it in the report in six clicks", async () => {
    const { address, untilReady } = await startDemo();
    const browser = openFormBrowser();
    const home = await browser.open(address);
    expect(home.text).toContain("Open a pull request in shop");
    await untilReady();
    await browser.open(`${address}/acme/shop/new`);
    let page = await browser.submit(
      { title: "Pay in one tap", body: SHOP.template, draft: "" },
      "Open the pull request",
    );
    const { pathname } = new URL(page.url);
    expect(page.text).toContain("Looks like checkout-conversion");
    page = await browser.submit({}, "Yes: checkout-conve…");
    expect(page.text).toContain("checkout-conversion, said by button");
    page = await browser.submit({ body: "/impact refund-rate" }, "Comment");
    expect(page.text).toContain("thumbs up by throughline[bot]");
    page = await browser.submit({ tick: "0" }, "Save the ticks");
    expect(page.text).toContain("checkout-conversion, said in the description");
    page = await browser.submit({}, "Merge");
    expect(page.text).toContain("Merged");
    page = await browser.submit({}, "Let a week pass");
    expect(page.text).toContain("A week passed");
    const report = await browser.open(`${address}/acme/shop/report`);
    expect(report.text).toContain(`${address}${pathname}`);
    expect(report.text).toContain('<a href="/acme/shop">acme/shop</a>');
    const log = await browser.open(`${address}/sandbox/log`);
    expect(log.text).toContain("check_run.requested_action");
    expect(log.text).toContain("posted a check");
  });

  it("answers its own forms alone, and its own names", async () => {
    const { address, untilReady } = await startDemo();
    await untilReady();
    const strange = await fetch(`${address}/sandbox/week`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect(strange.status).toBe(403);
    expect((await fetch(`${address}/acme/nothing/pull/1`)).status).toBe(404);
    expect((await fetch(`${address}/acme/shop/pull/9999`)).status).toBe(404);
    const page = await fetch(address);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});
