import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is installed; the tests in a browser are left out where there is none. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

/** Headless, with a profile of its own, and without anything that reaches for a network by itself. */
export async function openChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(`No Chromium at ${PLACES.join(", ")}.`);
  return chromium.launch({
    executablePath: CHROMIUM,
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
