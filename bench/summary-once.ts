import { openReportStore } from "../src/store/open-reader.ts";
import { openStore } from "../src/store/open-store.ts";
import { showIsoWeek, toMondayMs, toWeekIndex } from "../src/time/iso-week.ts";
import { makeSummary } from "../src/workflows/summary/make-summary.ts";
import {
  addOrganisation,
  createFakeSummaryGitHub,
  landedOf,
  openReplica,
  repositoryOf,
  storeFacts,
} from "../test/support/summary-rig.ts";

// One step of a large week, over the store of the environment: `fill` it, `make` the summary as its thread does, or
// `post` it. Prints what it took as JSON.
export interface SummaryOnce {
  readonly changes: number;
  readonly milliseconds: number;
  readonly characters: number;
  readonly reads: number;
  readonly writes: number;
}

const REPOSITORIES = 5_000;
const CHANGES = 20_000;
const WEEKS = 5;
const AT_ONCE = 5_000;
/** One repository in so many has a catalog of its own. */
const OWN_CATALOG = 10;

const INDEX = toWeekIndex(Date.UTC(2026, 10, 18));
const WEEK = showIsoWeek(INDEX);
const NOW_MS = toMondayMs(INDEX + 1) + 10 * 3_600_000;
const METRICS = Array.from({ length: 40 }, (_, place) => `metric-${place}`);
const CATALOG = `version: 1
metrics:
${METRICS.map((key, place) => `  ${key}: { name: Metric ${place}, kind: ${place % 3 ? "customer" : "revenue"}, partner: ${["Sales", "Product", "Customer Success"][place % 3]} }`).join("\n")}
prompt: { repositories: ["acme/*"] }
summary: { repository: acme/repo-0, sources: ["acme/*"] }
`;

const dataDir = process.env["BENCH_DATA_DIR"] ?? "";
const [step = ""] = process.argv.slice(2);
const fake = createFakeSummaryGitHub(() => NOW_MS);

const repositories = Array.from({ length: REPOSITORIES }, (_, place) =>
  repositoryOf(1_000 + place, { name: `repo-${place}`, visibility: place % 3 === 0 ? "public" : "private" }),
);

async function fill(): Promise<void> {
  const store = await openStore({ dataDir, now: () => NOW_MS, budgets: "off" });
  await addOrganisation(store, fake, { id: 5, login: "acme", catalog: CATALOG, repositories });
  await storeFacts(store, {
    catalogs: repositories
      .filter((_, place) => place % OWN_CATALOG === 0)
      .map(({ id, name }, place) => ({
        repositoryId: id,
        layer: "repository",
        source: `acme/${name}`,
        path: ".github/throughline.yml",
        state: "text",
        text: `version: 1\nmetrics: { own-${place}: { name: Own ${place}, kind: customer } }\n`,
        readAtMs: 0,
      })),
  });
  for (let week = 0; week < WEEKS; week += 1) {
    const sinceMs = toMondayMs(INDEX - week);
    for (let start = 0; start < CHANGES; start += AT_ONCE) {
      await store.saveChanges(
        Array.from({ length: AT_ONCE }, (_, index) => makeChange(start + index, week, sinceMs)),
      );
    }
  }
  await store.close();
}

function makeChange(place: number, week: number, sinceMs: number) {
  const metric = METRICS[(place * 7 + week) % METRICS.length] ?? "";
  const isAnswered = place % 4 !== 0;
  return landedOf(1_000 + ((place * 31) % REPOSITORIES), week * CHANGES + place + 1, {
    landedAtMs: sinceMs + place * 30_000,
    title: `Make part ${place} of the product do what was asked for in src/part-${place}.ts`,
    paths: [`src/part-${place}.ts`, "README.md"],
    answer: isAnswered
      ? {
          kind: "tags",
          tags: [
            {
              metric,
              effect: "moves",
              provenance: "declared",
              source: "line",
              reason: `because of ${place}`,
            },
          ],
        }
      : { kind: "unanswered" },
  });
}

async function make(): Promise<Partial<SummaryOnce>> {
  const startMs = performance.now();
  const store = await openReportStore({ dataDir });
  const made = await makeSummary(store, {
    organisation: { id: 5, login: "acme" },
    week: WEEK,
    audience: "private",
    repositoryId: 1_000,
    linkBase: "https://redirect.github.com",
  });
  await store.close();
  if (!made.ok) throw new Error(made.error);
  const { changes, markdown } = made.value;
  return { changes, milliseconds: performance.now() - startMs, characters: markdown.length };
}

async function post(): Promise<Partial<SummaryOnce>> {
  const store = await openStore({ dataDir, now: () => NOW_MS, budgets: "off" });
  for (const repository of repositories) fake.repositories.set(repository.id, { repository, issues: [] });
  fake.catalogs.set("acme/.github", CATALOG);
  await openReplica({ store, fake, now: () => NOW_MS, owner: "bench" }).run();
  await store.close();
  const isWrite = (name: string): boolean => name === "createIssue" || name === "createComment";
  const writes = fake.calls.filter(isWrite).length;
  return { reads: fake.calls.length - writes, writes };
}

switch (step) {
  case "fill":
    await fill();
    console.log("{}");
    break;
  case "make":
    console.log(JSON.stringify(await make()));
    break;
  case "post":
    console.log(JSON.stringify(await post()));
    break;
  default:
    throw new Error("Say fill, make or post.");
}
