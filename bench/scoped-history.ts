import { buildCatalog } from "../src/catalog/parse-catalog.ts";
import { openGitHistory } from "../src/git/open-git-history.ts";
import { RESERVED_KEYS } from "../src/model/catalog.ts";
import type { Change } from "../src/model/change.ts";
import { compilePolicy, type Policy } from "../src/tagging/compile-policy.ts";

/** A change whose title named a scope, without it. */
export interface ScopedChange {
  readonly title: string;
  readonly paths: readonly string[];
  /** Keys of the scopes, as if they had been declared as metrics. At most two, as an answer has. */
  readonly declared: readonly string[];
}

export interface ScopedHistory {
  /** Oldest first. */
  readonly changes: readonly ScopedChange[];
  /** Of a catalog with a metric per scope, without areas, keywords and labels. */
  readonly policy: Policy;
}

/** `fix(scope)!: say why` */
const SCOPED = /^(\w+)\(([^)]+)\)!?: (.+)$/;
/** `bump cac to 6.7`, `update dependency vue to v3`, `lock file maintenance` */
const DEPENDENCY = /^(?:bump |update (?:.* )?(?:to v?\d|dep|lock)|lock file)|\bdependenc(?:y|ies)\b/i;
const BOT = /\[bot\]|renovate|dependabot|robot/i;
/** A catalog holds no more. */
const MOST_METRICS = 500;

/** The changes of a clone whose titles name a scope; those of bots and updates of dependencies are left out. */
export async function readScopedHistory(folder: string): Promise<ScopedHistory> {
  const history = openGitHistory(folder, { environment: process.env });
  const changes: ScopedChange[] = [];
  const request = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER, outside: "nothing" } as const;
  for await (const change of history.listChanges(request)) {
    const scoped = toScoped(change);
    if (scoped !== undefined) changes.push(scoped);
  }
  return { changes, policy: compileScopes(changes) };
}

function toScoped({ title, author, paths }: Change): ScopedChange | undefined {
  const [, type, scopes = "", words = ""] = SCOPED.exec(title) ?? [];
  if (type === undefined || BOT.test(author) || /deps|renovate/i.test(scopes) || DEPENDENCY.test(words)) {
    return undefined;
  }
  const declared = [...new Set(scopes.split(",").map(toKey))].filter((key) => key !== "").slice(0, 2);
  return declared.length === 0 ? undefined : { title: `${type}: ${words}`, paths, declared };
}

/** `@angular/cli` -> `angular-cli` */
function toKey(scope: string): string {
  const key = scope
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 40)
    .replace(/-$/, "");
  return (RESERVED_KEYS as readonly string[]).includes(key) ? `${key}-scope` : key;
}

function compileScopes(changes: readonly ScopedChange[]): Policy {
  const uses = new Map<string, number>();
  for (const { declared } of changes) for (const key of declared) uses.set(key, (uses.get(key) ?? 0) + 1);
  const keys = [...uses]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, MOST_METRICS);
  const text = JSON.stringify({
    version: 1,
    metrics: Object.fromEntries(keys.map(([key]) => [key, { name: key, kind: "customer" }])),
  });
  const { catalog, problems } = buildCatalog([{ layer: "repository", text, file: "scopes.yml" }]);
  if (catalog === undefined) {
    throw new Error(`The catalog of scopes is broken: ${problems.map(({ message }) => message).join(" ")}`);
  }
  return compilePolicy(catalog);
}
