import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeDemo } from "../../sandbox/compose-demo.ts";
import type { RunningDemo } from "../../src/cli/running-demo.ts";
import { listAxeProblems } from "../support/list-axe-problems.ts";
import { CHROMIUM, openChromium, openPage } from "../support/open-chromium.ts";

/** Names a folder: pictures of each step are put there, to be looked at. */
const PICTURES = process.env["DEMO_PICTURES"];
const LOOKS = [
  { name: "light", colorScheme: "light", width: 1200 },
  { name: "dark", colorScheme: "dark", width: 1200 },
  { name: "phone-light", colorScheme: "light", width: 400 },
  { name: "phone-dark", colorScheme: "dark", width: 400 },
] as const;

// Without a browser there is nothing to try it in.
describe.skipIf(CHROMIUM === undefined)("the sandbox in Chromium", () => {
  let browser: Browser;
  let demo: RunningDemo;
  beforeAll(async () => {
    browser = await openChromium();
    const started = await composeDemo({});
    if (!started.ok) throw new Error(started.error);
    demo = started.value;
    await demo.untilReady();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it("goes from the first page to the report by keyboard alone", async () => {
    const page = await openPage(browser);
    const faults: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(demo.address);
    await look(page, "1-home");
    await press(page, page.getByRole("link", { name: "Open a pull request in shop" }));
    await look(page, "2-new");
    await reach(page, page.getByLabel("Title"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Pay with one key");
    await press(page, page.getByRole("button", { name: "Open the pull request" }));
    await page.getByText("Looks like checkout-conversion").waitFor();
    await look(page, "3-asked");
    const { pathname } = new URL(page.url());

    await press(page, page.getByRole("button", { name: "Yes: checkout-conve…" }));
    await page.getByText("checkout-conversion, said by button").waitFor();
    await reach(page, page.getByLabel("Comment as mona"));
    await page.keyboard.type("/impact refund-rate");
    await press(page, page.getByRole("button", { name: "Comment", exact: true }));
    await page.getByText("thumbs up by throughline[bot]").waitFor();
    // A box that is ticked is sent by itself.
    await reach(page, page.getByRole("checkbox", { name: "Active merchants" }));
    await page.keyboard.press("Space");
    await page.getByText("active-merchants, said in the description").waitFor();
    await look(page, "4-answered");
    await press(page, page.getByRole("button", { name: "Merge", exact: true }));
    await page.getByText("Merged", { exact: true }).waitFor();
    await press(page, page.getByRole("main").getByRole("button", { name: "Let a week pass" }));
    await page.getByText("A week passed").waitFor();
    await press(page, page.getByRole("link", { name: "report of shop" }));
    await page.getByRole("heading", { name: "Throughline report: acme/shop" }).waitFor();
    expect(await page.content()).toContain(pathname);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("is fit for everybody in all its parts, with and without its script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      page.setDefaultTimeout(90_000);
      for (const path of [
        "/acme/shop",
        "/acme/ui-kit/catalog",
        "/sandbox/summary",
        "/sandbox/log",
        "/nothing/here",
      ]) {
        await page.goto(`${demo.address}${path}`);
        expect(await page.getByRole("main").count()).toBe(1);
        if (javaScriptEnabled) await look(page, path.replaceAll("/", "-").slice(1));
      }
      await context.close();
    }
  });
});

async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  // The page that stands there would answer to whatever comes next, until the new one has begun.
  const hasBegun = page.waitForEvent("framenavigated");
  await page.keyboard.press("Enter");
  await hasBegun;
  await page.waitForLoadState();
}

/** By Tab, as somebody without a mouse: the focus has to get there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 60; steps += 1) {
    const isThere = await target.evaluate((element) => element === element.ownerDocument.activeElement);
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never came to ${target}.`);
}

/** Nothing may run over the side of a phone, nor be hard to read or reach; and a picture where one is wanted. */
async function look(page: Page, step: string): Promise<void> {
  for (const { name, colorScheme, width } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const overflow = await page
      .locator("html")
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect([step, name, overflow]).toEqual([step, name, 0]);
    if (width === 1200) expect([step, name, await listAxeProblems(page)]).toEqual([step, name, []]);
    if (PICTURES === undefined) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${step}-${name}.png`) });
  }
}
