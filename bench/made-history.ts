import type { MadeCommit } from "../test/support/git-fixture.ts";

const FOLDERS = ["services", "packages", "apps", "infra"];
const PARTS = ["cart", "search", "billing", "login", "mail", "stock", "admin", "report"];
const LAYERS = ["api", "core", "ui/parts", "store/sql", "test"];
const FIRST_MS = Date.UTC(2016, 0, 1);
const HOUR_MS = 3_600_000;

/** The catalog that the made history is reported by. */
export const MADE_CATALOG = `version: 1
metrics:
  retention: { name: Retention, kind: revenue, better: up, visibility: public }
  conversion: { name: Conversion, kind: customer, better: up, drives: [retention], keywords: [cart, search], visibility: public }
  uptime: { name: Uptime, kind: reliability, better: up, drives: [retention], keywords: [fix], visibility: public }
areas:
${FOLDERS.flatMap((folder) => PARTS.map((part) => `  ${folder}-${part}: { paths: ["${folder}/${part}/**"], metrics: [${part === "cart" ? "conversion" : "uptime"}] }`)).join("\n")}
prompt: { exempt: { authors: ["renovate*"], labels: [], paths: ["**/*.md"] } }
`;

/**
 * `count` commits on the first-parent line: squashed pull requests, one merge commit in ten, one answer in
 * twenty-five; 1 to 30 files in nested folders, 40 authors. The same count gives the same commits.
 */
export function* listMadeCommits(count: number): Generator<MadeCommit> {
  const random = createRandom(count);
  for (let index = 0; index < count; index++) {
    const number = index + 1;
    const author = `Author ${random(40)} <author${random(40)}@example.com>`;
    const made = { author, atMs: FIRST_MS + index * HOUR_MS, files: listFiles(random, index) };
    const text = `Why this was done, in a sentence or two of a usual length. ${"More words. ".repeat(random(20))}`;
    const body = index % 25 === 0 ? `${text}\n\nImpact: ${random(2) === 0 ? "conversion" : "uptime"}` : text;
    const title = `${random(3) === 0 ? "Fix" : "Change"} ${PARTS[random(PARTS.length)]} number ${number}`;
    if (index % 10 !== 9) {
      yield { ...made, message: `${title} (#${number})\n\n${body}\n` };
      continue;
    }
    const branch = `topic-${number}`;
    yield { ...made, message: title, branch, from: "main" };
    yield {
      ...made,
      author: "Merger <merger@example.com>",
      message: `Merge pull request #${number} from mona/${branch}\n\n${title}\n\n${body}\n`,
      merges: [branch],
    };
  }
}

function listFiles(random: (below: number) => number, index: number): readonly (readonly [string, string])[] {
  // Most changes are small: the square puts the middle at 8 files.
  const count = 1 + Math.floor((random(1000) / 1000) ** 2 * 30);
  const folder = `${FOLDERS[random(FOLDERS.length)]}/${PARTS[random(PARTS.length)]}`;
  return Array.from({ length: count }, (_, file) => [
    `${folder}/${LAYERS[random(LAYERS.length)]}/file-${random(60)}.ts`,
    `export const value = ${index * 100 + file};\n`,
  ]);
}

/** The usual linear generator, so that a run can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
