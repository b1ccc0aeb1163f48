import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is installed; the tests in a browser are left out where there is none. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

if (CHROMIUM === undefined)
  console.warn(`Tests in a browser are skipped: no Chromium at ${PLACES.join(", ")}.`);

/** A page may be long in coming on a busy machine; the time-out of a test is above this. */
const WITHIN_MS = 90_000;

/** Headless, with a profile of its own, and without anything that reaches for a network by itself. */
export async function openChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(`No Chromium at ${PLACES.join(", ")}.`);
  return chromium.launch({
    executablePath: CHROMIUM,
    timeout: WITHIN_MS,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of its own whose steps may take their time. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  return page;
}
