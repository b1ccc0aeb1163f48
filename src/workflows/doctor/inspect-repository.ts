import { CATALOG_CHECK_NAME, CHECK_NAME } from "../../check/check-record.ts";
import type { EffectiveCatalog } from "../catalog/effective-catalog.ts";
import type { RequiredCheck } from "../ports/app-inspection.ts";
import type { Reading, RepositoryFacts } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";
import { showCount } from "./show-count.ts";

const find = createFindingMaker("repository");

type Found = Extract<RepositoryFacts, { readonly kind: "found" }>;

/** The catalog that holds in one repository, and whether its required check can only be this app's. */
export function inspectRepository(facts: Reading<RepositoryFacts>, appId: number): readonly SetupFinding[] {
  if (!facts.ok) return [find("error", `The repository could not be looked at (${facts.error}).`)];
  if (facts.value.kind === "not-installed") {
    const { name } = facts.value;
    return [
      find(
        "error",
        `The app is not installed in ${name}, or there is no such repository: an owner adds it under Settings, GitHub Apps, Configure.`,
      ),
    ];
  }
  return [...inspectCatalog(facts.value), ...inspectRequired(facts.value, appId)];
}

function toName({ repository }: Found): string {
  return `${repository.owner}/${repository.name}`;
}

function inspectCatalog(facts: Found): readonly SetupFinding[] {
  const { catalog, readFrom } = facts;
  const name = toName(facts);
  if (!catalog.ok) return [find("error", `The catalog of ${name} could not be read (${catalog.error}).`)];
  const { state } = catalog.value;
  switch (state.kind) {
    case "absent":
      return [
        find(
          "warning",
          `${name} has no catalog, by ${readFrom}, so nothing is asked there: "throughline init" drafts .github/throughline.yml, or the organisation's catalog names the repository in prompt.repositories.`,
        ),
        ...listFiles(catalog.value),
      ];
    case "unreadable":
      return [find("error", `The catalog of ${name} can't be read: ${state.reason}`)];
    case "broken":
      return state.problems.map(({ severity, file, line, column, message }) =>
        find(
          severity === "error" ? "error" : severity === "warning" ? "warning" : "note",
          `${file}:${line}:${column}: ${message}`,
        ),
      );
    case "valid": {
      const { metrics, areas, prompt } = state.catalog;
      const counts = `${showCount(metrics.length, "metric")}, ${showCount(areas.length, "area")}, prompt.mode ${prompt.mode}`;
      return [
        find("ok", `The catalog of ${name} is valid, by ${readFrom}: ${counts}.`),
        ...listFiles(catalog.value),
      ];
    }
  }
}

/** Which files make up the catalog, the farthest layer first. */
function listFiles({ files }: EffectiveCatalog): readonly SetupFinding[] {
  return files.map(({ layer, source, path }) =>
    find("ok", `${layer}: ${source}:${path}${layer === "repository" ? "" : " (its default branch)"}`),
  );
}

function inspectRequired(facts: Found, appId: number): readonly SetupFinding[] {
  const { required, repository } = facts;
  const branch = repository.defaultBranch ?? "the default branch";
  if (!required.ok) return [find("note", `Required checks could not be read (${required.error}).`)];
  if (required.value.kind === "hidden") {
    return [find("note", `Required checks of ${branch} can't be seen: ${required.value.why}`)];
  }
  const { checks } = required.value;
  const ours = checks.filter(({ name }) => name === CHECK_NAME);
  return [
    ...(ours.length === 0
      ? [describeUnrequired(facts, branch)]
      : ours.map((check) => inspectCheck(check, appId))),
    ...(checks.some(({ name }) => name === CATALOG_CHECK_NAME)
      ? [
          find(
            "error",
            `The check "${CATALOG_CHECK_NAME}" is required on ${branch}, and stands only on pull requests that change the catalog: every other one waits for ever. Require "${CHECK_NAME}" instead.`,
          ),
        ]
      : []),
  ];
}

function describeUnrequired({ catalog }: Found, branch: string): SetupFinding {
  const isRequire =
    catalog.ok &&
    catalog.value.state.kind === "valid" &&
    catalog.value.state.catalog.prompt.mode === "require";
  return isRequire
    ? find(
        "warning",
        `prompt.mode is require, but ${branch} does not require the check "${CHECK_NAME}": unanswered pull requests can be merged. Require it in a ruleset.`,
      )
    : find("note", `${branch} does not require the check "${CHECK_NAME}": it advises.`);
}

function inspectCheck({ appId, by }: RequiredCheck, ownAppId: number): SetupFinding {
  const place = by === "ruleset" ? "A ruleset" : "The branch protection";
  if (appId === ownAppId) return find("ok", `${place} requires "${CHECK_NAME}" of this app.`);
  if (appId === undefined) {
    return find(
      "warning",
      `${place} takes "${CHECK_NAME}" from anybody: whoever may write checks can fake it. Choose this app as its source.`,
    );
  }
  return find(
    "error",
    `${place} wants "${CHECK_NAME}" from the app ${appId}, and this is ${ownAppId}: it never comes. Choose this app as its source.`,
  );
}
