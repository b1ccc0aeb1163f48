/**
 * Makes the pictures of docs/screenshots from the demo: `npm run screenshots`. Needs a Chromium on this machine. The
 * demo's clock and history are fixed, so a picture changes only where the product does.
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { composeDemo } from "../sandbox/compose-demo.ts";
import { openChromium } from "../test/support/open-chromium.ts";

const TARGET = join(import.meta.dirname, "../docs/screenshots");

async function main(): Promise<void> {
  await mkdir(TARGET, { recursive: true });
  const started = await composeDemo({});
  if (!started.ok) throw new Error(started.error);
  const { address, untilReady, stop } = started.value;
  const browser = await openChromium();
  try {
    await untilReady();
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, colorScheme: "light" });
    await takeCheck(page, address);
    await takeReport(page, address);
    await takeSummary(page, address);
  } finally {
    await browser.close();
    await stop();
  }
}

async function takeCheck(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/acme/shop/new`);
  await page.getByLabel("Title").fill("Pay in two taps");
  await page.getByRole("button", { name: "Open the pull request" }).click();
  await take("check", page.getByRole("article", { name: "Check throughline" }));
}

async function takeReport(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/acme/shop/report`);
  await take("system-map", page.locator("#system-map ~ figure").first());
}

async function takeSummary(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/sandbox/summary`);
  const newest = page.locator("#newest");
  await newest.waitFor();
  // The address leads into the middle of the page; places are counted from its top.
  await page.locator("html").evaluate((element) => element.scrollTo(0, 0));
  const box = await newest.boundingBox();
  if (box === null) throw new Error("The summary is not shown.");
  // The page, not the whole comment: its folds go on for long.
  const clip = { x: box.x, y: box.y, width: box.width, height: Math.min(box.height, 900) };
  await page.screenshot({ path: join(TARGET, "summary.png"), clip, fullPage: true });
}

async function take(name: string, target: Locator): Promise<void> {
  await target.screenshot({ path: join(TARGET, `${name}.png`) });
}

if (import.meta.main) {
  await main();
}
