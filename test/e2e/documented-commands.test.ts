import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGitFixture, GIT_ENVIRONMENT, type MadeCommit } from "../support/git-fixture.ts";
import { CATALOG, CATALOG_PATH, CHECKOUT_FILE } from "../support/made-shop.ts";
import { type Document, listCommands, ROOT, readDocuments } from "../support/read-documents.ts";
import { openServiceRig, type ServiceRig } from "../support/service-rig.ts";

/** What is not run here, each with where else it is tried. */
const ELSEWHERE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^npm ci && npm (?:test|run demo)$/, "the continuous run begins with npm ci; test/e2e has the demo"],
  [/^npm run (?:demo|report)\b/, "test/e2e has the demo, and reports of every kind of clone"],
  [/^npm start$/, "does not end; test/e2e starts the service by it"],
  [/^docker /, "no engine where the tests run; test/architecture/packaging.test.ts reads the files"],
];

const ORGANISATION = `${CATALOG.replace("kind: customer\n", "kind: customer\n    partner: Sales\n")}summary:
  repository: acme/leadership
`;
const COMMITS: readonly MadeCommit[] = [
  { message: "Start\n", files: [["services/checkout/a.ts", "a"]] },
  { message: "Faster cart (#1)\n\nImpact: checkout-conversion\n", files: [["services/checkout/b.ts", "b"]] },
  { message: "Tidy (#2)\n\nImpact: none\n", files: [["web/c.ts", "c"]] },
];

const fixture = createGitFixture();
let rig: ServiceRig;

/** An organisation `acme` with what the pages name, known to a service that has stopped. */
beforeAll(async () => {
  rig = await openServiceRig({ engine: "sqlite" });
  const { driver } = rig;
  const service = await rig.start();
  driver.addOrganisation("acme");
  driver.addRepository({ owner: "acme", name: ".github", files: { [CATALOG_PATH]: ORGANISATION } });
  driver.addRepository({ owner: "acme", name: "leadership", files: { "README.md": "# Leadership\n" } });
  driver.addRepository({ owner: "acme", name: "shop", files: { [CATALOG_PATH]: CATALOG } });
  driver.install({ account: "acme" });
  await rig.untilIdle();
  const pull = { repository: "acme/shop", by: "mona" };
  const { number } = driver.openPullRequest({
    ...pull,
    title: "Faster checkout",
    body: "Impact: checkout-conversion",
    files: [CHECKOUT_FILE],
  });
  await rig.untilIdle();
  driver.merge({ ...pull, number });
  await rig.untilIdle();
  await rig.stop(service);
});

afterAll(async () => {
  await rig.close();
  fixture.remove();
});

const SHELL = `throughline() { "$NODE" "$BIN" "$@"; }
`;

interface Run {
  readonly code: number | null;
  readonly said: string;
}

/** In bash, in a folder of its own; `npm run -s throughline --` is what it stands for. */
async function run(command: string, cwd: string): Promise<Run> {
  const script = SHELL + command.replaceAll(/\bnpm run -s throughline -- /g, "throughline ");
  const child = spawn("bash", ["-c", script], {
    cwd,
    env: { ...GIT_ENVIRONMENT, ...rig.env, NODE: process.execPath, BIN: join(ROOT, "bin/throughline.js") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

function listRun(document: Document) {
  return listCommands(document).filter(
    ({ command }) => !ELSEWHERE.some(([pattern]) => pattern.test(command)),
  );
}

const documents = readDocuments().filter((document) => listRun(document).length > 0);

describe.each(documents)("the commands of $path", (document) => {
  it("do what they say, in their order", async () => {
    const commands = listRun(document);
    const drafts = commands.some(({ command }) => /\binit\b/.test(command));
    const clone = fixture.make([
      ...COMMITS,
      ...(drafts ? [] : [{ message: "Catalog (#3)\n", files: [[CATALOG_PATH, ORGANISATION] as const] }]),
    ]);
    mkdirSync(join(clone.folder, "src"), { recursive: true });
    for (const { place, command } of commands) {
      const { code, said } = await run(command, clone.folder);
      expect({ place, command, code, said }).toEqual({ place, command, code: 0, said });
    }
  });
});

it("nothing is called tried elsewhere that no page names", () => {
  const commands = readDocuments().flatMap(listCommands);
  const unused = ELSEWHERE.filter(([pattern]) => !commands.some(({ command }) => pattern.test(command)));
  expect(unused).toEqual([]);
});
