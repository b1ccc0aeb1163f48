import { buildCatalog } from "../catalog/parse-catalog.ts";
import type { Change } from "../model/change.ts";
import { draftTemplate } from "../starter/draft-template.ts";
import { STARTERS } from "../starter/starters.ts";
import { findLocalCatalog } from "../workflows/find-local-catalog.ts";
import { planInit } from "../workflows/init-catalog.ts";
import type { ChangeHistory } from "../workflows/ports/change-history.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure } from "./exit-code.ts";
import type { DemoClone } from "./running-demo.ts";

const WINDOW_MS = 12 * 7 * 86_400_000;
/** Each is played as a pull request of its own, and somebody waits for it. */
const MOST_CHANGES = 150;

/** The last twelve weeks of a clone, with its catalog or, where it has none, the one that `init` would draft. */
export async function readDemoClone(path: string, tools: CommandTools): Promise<DemoClone> {
  const history = await tools.openHistory(path);
  const facts = await history.readRepository();
  if (!facts.ok) throw new CommandFailure(facts.error.message);
  const changes = await listNewest(history, facts.value.newestLandedAtMs);
  const { repository } = facts.value;
  const found = await findLocalCatalog(path, tools.files, history);
  if (found.ok) {
    const { text, file } = found.value;
    const metrics = buildCatalog([{ layer: "repository", text, file }]).catalog?.metrics ?? [];
    return { repository, changes, template: draftTemplate(metrics, "off"), catalog: text };
  }
  const drafted = await planInit(
    { folder: path, metrics: STARTERS.saas, checklist: "off", ifExists: "replace" },
    tools.files,
  );
  if (!drafted.ok) throw new CommandFailure(drafted.error);
  tools.terminal.say(`${path} has no catalog: this plays with the one that throughline init would draft.`);
  const template = draftTemplate(STARTERS.saas, "off");
  return { repository, changes, template, catalog: drafted.value.files[0]?.text ?? "" };
}

async function listNewest(history: ChangeHistory, newestMs: number): Promise<readonly Change[]> {
  const request = { sinceMs: newestMs - WINDOW_MS, untilMs: newestMs + 1, outside: "nothing" } as const;
  const changes: Change[] = [];
  for await (const change of history.listChanges(request)) changes.push(change);
  return changes.toSorted((a, b) => a.landedAtMs - b.landedAtMs).slice(-MOST_CHANGES);
}
