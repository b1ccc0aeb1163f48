import { parseArgs } from "node:util";
import { buildCatalog } from "../src/catalog/parse-catalog.ts";
import type { Change } from "../src/model/change.ts";
import { assessChange } from "../src/tagging/assess-change.ts";
import { createClaimHistory } from "../src/tagging/claim-history.ts";
import { compilePolicy, type Policy } from "../src/tagging/compile-policy.ts";
import { MADE_CATALOG } from "./made-history.ts";
import type { Table } from "./table.ts";

const PROSE =
  "This pull request rewrites how totals are computed, so that a cart of many lines is as fast as one of few. " +
  "It touches the *service*, its `tests` and [the docs](https://acme.example/docs).\n\n";
const LIST = "- [x] tests\n- [ ] docs\n- reviewed by `two` people\n\n";
const CODE = "```sh\nnpm test\n```\n\n";
const DESCRIPTION_CHARACTERS = 2048;

/**
 * Descriptions of 2 KB assessed per second, every other one with an answer, in their order with one claim history, as
 * the report does it; and how that grows.
 *
 * Options: `--counts 1000,10000,100000`.
 */
export async function benchAssess(options: readonly string[] = []): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: { counts: { type: "string", default: "1000,10000,100000" } },
  });
  const policy = compileMadePolicy();
  // Once unmeasured: the first thousand pays for compiling the parser.
  assessAll(1000, { policy, opening: CODE });
  const counts = values.counts
    .split(",")
    .map(Number)
    .filter((count) => count > 0);
  const head = ["descriptions", "answered", "seconds", "per second", "each"];
  return [
    {
      title: "Descriptions of 2 KB assessed, half of them with an answer",
      head,
      rows: counts.map((count) => measure(count, { policy, opening: "" })),
    },
    {
      title: "The same below a block of code, which has the answered ones parsed whole",
      head,
      rows: counts.map((count) => measure(count, { policy, opening: CODE })),
    },
  ];
}

interface Setting {
  readonly policy: Policy;
  /** What each description begins with. */
  readonly opening: string;
}

function measure(count: number, setting: Setting): string[] {
  const startMs = performance.now();
  const answered = assessAll(count, setting);
  const seconds = (performance.now() - startMs) / 1000;
  return [
    String(count),
    String(answered),
    seconds.toFixed(2),
    String(Math.round(count / seconds)),
    `${((seconds / count) * 1e6).toFixed(0)} µs`,
  ];
}

function compileMadePolicy(): Policy {
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text: MADE_CATALOG, file: "made-catalog.yml" },
  ]);
  if (catalog === undefined) {
    throw new Error(`The made catalog is broken: ${problems.map(({ message }) => message).join(" ")}`);
  }
  return compilePolicy(catalog);
}

function assessAll(count: number, setting: Setting): number {
  const history = createClaimHistory();
  let answered = 0;
  for (let index = 0; index < count; index += 1) {
    const { answer } = assessChange(makeChange(index, setting), setting.policy, { history });
    answered += answer.kind === "unanswered" ? 0 : 1;
  }
  return answered;
}

/** Half name a metric; the others speak of the impact, as many do, and answer nothing. */
function makeChange(index: number, { policy, opening }: Setting): Change {
  const { metrics } = policy.catalog;
  const key = metrics[index % metrics.length]?.key ?? "none";
  const said =
    index % 2 === 0 ? `Impact: ${key} - fewer steps ${index}\n` : `The impact is small ${index}.\n`;
  const filler =
    opening + (PROSE + LIST).repeat(Math.ceil(DESCRIPTION_CHARACTERS / (PROSE.length + LIST.length)));
  return {
    sha: index.toString(16).padStart(40, "0"),
    number: index + 1,
    title: `Change ${index}`,
    body: `${filler.slice(0, DESCRIPTION_CHARACTERS - said.length - 2)}\n\n${said}`,
    author: `author-${index % 50}`,
    landedAtMs: index * 60_000,
    paths: [0, 1, 2, 3].map((file) => `services/s${index % 40}/src/part-${(index + file) % 200}.ts`),
    labels: [],
  };
}
