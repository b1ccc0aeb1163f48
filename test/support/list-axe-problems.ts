import axe from "axe-core";
import type { Page } from "playwright-core";

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe finds serious or critical on the page as it stands: `color-contrast: <p ...>`. */
export async function listAxeProblems(page: Page): Promise<readonly string[]> {
  // Evaluated, not loaded: the page's own policy lets no script in.
  await page.evaluate(axe.source);
  const result = (await page.evaluate("axe.run()")) as AxeResult;
  return result.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
