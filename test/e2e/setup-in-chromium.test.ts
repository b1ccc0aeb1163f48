import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listAxeProblems } from "../support/list-axe-problems.ts";
import { CHROMIUM, openChromium, openPage } from "../support/open-chromium.ts";
import { openSetupRig, type SetupRig } from "../support/setup-rig.ts";

/** Names a folder: pictures of each step are put there, to be looked at. */
const PICTURES = process.env["SETUP_PICTURES"];
const LOOKS = [
  { name: "light", colorScheme: "light", width: 1200 },
  { name: "dark", colorScheme: "dark", width: 1200 },
  { name: "phone-light", colorScheme: "light", width: 400 },
  { name: "phone-dark", colorScheme: "dark", width: 400 },
] as const;

// Without a browser there is nothing to try it in.
describe.skipIf(CHROMIUM === undefined)("setting up in Chromium", () => {
  let browser: Browser;
  let rig: SetupRig;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  afterEach(() => rig.close());

  it("goes from the terminal's link to an installed app by keyboard alone", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const page = await openPage(browser);
    const faults = watchFaults(page);
    await page.goto(process.link ?? "");
    expect(new URL(page.url()).search).toBe("");
    await look(page, "1-form");

    await type(page, "Public address of this service", "https://");
    await type(page, "Name of that account", "acme");
    await press(page, "Continue");
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Public address of this service").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Name of that account").inputValue()).toBe("acme");
    await look(page, "2-problem");

    await type(page, "Public address of this service", rig.url);
    await press(page, "Only check the address");
    await page.getByText("leads to this service").waitFor();
    await press(page, "Continue");
    await page.getByRole("heading", { name: "Register it on" }).waitFor();
    await look(page, "3-confirm");

    // To the simulated GitHub, across origins: what the policy of the page allows is what happens.
    await press(page, `Register on ${rig.gitHub.host}`);
    await press(page, "Create GitHub App");
    await page.getByRole("heading", { name: "Registered. The service runs" }).waitFor();
    await look(page, "4-running");

    await press(page, "Install Throughline for acme", "link");
    await press(page, "Install");
    await page.getByRole("heading", { name: "Installed." }).waitFor();
    await look(page, "5-installed");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("shows the credentials, and a page that is refused, without a script or a fault", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const page = await openPage(browser);
    const faults = watchFaults(page);
    await page.goto(process.link ?? "");
    await type(page, "Public address of this service", rig.url);
    await type(page, "Name of that account", "acme");
    await page.getByLabel("Onto the page, once").check();
    await press(page, "Continue");
    await page.goto(`${rig.url}/setup/registered?code=${"a".repeat(40)}&state=stolen`);
    await page.getByText("belongs to no registration").waitFor();
    await look(page, "6-refused");
    await press(page, "Begin again", "link");
    await type(page, "Public address of this service", rig.url);
    await type(page, "Name of that account", "acme");
    await page.getByLabel("Onto the page, once").check();
    await press(page, "Continue");
    await press(page, `Register on ${rig.gitHub.host}`);
    await press(page, "Create GitHub App");
    expect(await page.getByLabel("Settings of the service").inputValue()).toContain("BEGIN RSA PRIVATE KEY");
    await look(page, "7-credentials");
    // The browser writes into its console that a page was answered 403; nothing else may stand there.
    expect(faults.filter((fault) => !fault.includes("403"))).toEqual([]);
    await page.close();
  });
});

/** What the browser refused or a page got wrong. */
function watchFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    // It asks for an icon by itself, which nobody here has.
    const isIcon = message.location().url.endsWith("/favicon.ico");
    if (message.type() === "error" && !isIcon) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** By Tab and Enter, as somebody without a mouse: the focus has to get there. */
async function press(page: Page, name: string, role: "button" | "link" = "button"): Promise<void> {
  const target = page.getByRole(role, { name, exact: true });
  await target.waitFor();
  for (let steps = 0; steps < 30; steps += 1) {
    const isThere = await target.evaluate((element) => element === element.ownerDocument.activeElement);
    if (isThere) {
      // The page that stands there would answer to whatever comes next, until the new one has begun.
      const hasBegun = page.waitForEvent("framenavigated");
      await page.keyboard.press("Enter");
      await hasBegun;
      await page.waitForLoadState();
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never came to ${name}.`);
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
    // The same elements stand on a phone; their colours do not depend on its width.
    if (width === 1200) expect([step, name, await listAxeProblems(page)]).toEqual([step, name, []]);
    if (PICTURES === undefined) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${step}-${name}.png`), fullPage: true });
  }
}
