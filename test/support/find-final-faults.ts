import type { Comment, Issue, Repository } from "../../sandbox/github/world/entities.ts";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { CHECKLIST_BEGIN } from "../../src/catalog/render-checklist-block.ts";
import { CHECK_NAME } from "../../src/check/check-record.ts";
import { renderCheck } from "../../src/check/render-check.ts";
import type { SaidLater } from "../../src/model/pull-request.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { parseCommands } from "../../src/tagging/parse-commands.ts";
import type { ServiceRig } from "./service-rig.ts";

/** What the checker can't read from the state of the simulated GitHub. */
export interface FinalFacts {
  /** Text of the catalog of each repository, by `owner/name`; absent: none. */
  readonly catalogs: ReadonlyMap<string, string>;
  /** Buttons that were pressed by people with the right to, by `owner/name#number`. */
  readonly buttons?: ReadonlyMap<string, "none" | "unsure">;
}

/**
 * What does not hold once the service is idle, one line each, none where all is well. Every delivery that was answered
 * 2xx has to be in the inbox and done with; each open pull request has to show what GitHub's state asks for, by one
 * check; at most one sticky comment; no person's comment changed but where they asked; no limit broken, no route
 * unknown.
 */
export async function findFinalFaults(rig: ServiceRig, facts: FinalFacts): Promise<readonly string[]> {
  const faults = [...(await findInboxFaults(rig)), ...findDoubledChecks(rig), ...findBadManners(rig)];
  for (const [name, text] of facts.catalogs) {
    const repository = rig.driver.findRepository(name);
    if (repository === undefined) throw new Error(`There is no repository ${name}.`);
    const wanted = listWanted(rig, repository, { name, text, facts });
    for (const [index, shown] of listShown(rig, repository).entries()) {
      const [is, should] = [shown, wanted[index]].map((one) => JSON.stringify(one));
      if (is !== should) faults.push(`${name} shows ${is} and should show ${should}`);
    }
    faults.push(...findCommentFaults(rig, repository));
  }
  return faults;
}

/** Routes that GitHub has not, and limits of GitHub that were broken. */
export function findBadManners({ gitHub }: Pick<ServiceRig, "gitHub">): readonly string[] {
  return [
    ...gitHub.unknownRoutes().map((route) => `unknown route ${route}`),
    ...gitHub.violations().map(({ limit, message }) => `limit ${limit}: ${message}`),
  ];
}

/** What was acknowledged and is lost, and what is left undone. */
export async function findInboxFaults(rig: ServiceRig): Promise<readonly string[]> {
  const inbox = await rig.readInbox();
  const acknowledged = rig.gitHub.webhooks
    .deliveries()
    .filter(({ statusCode = 0 }) => statusCode >= 200 && statusCode < 300)
    .filter((delivery) => !isCheckNews(delivery));
  return [
    ...acknowledged
      .filter(({ guid }) => !inbox.has(guid))
      .map(({ event, action, guid }) => `lost: ${event} ${action} ${guid}`),
    ...[...inbox]
      .filter(([, state]) => !["done", "ignored", "superseded"].includes(state))
      .map(([guid, state]) => `left ${state}: ${guid}`),
  ];
}

/** That a check was made or ended, of whichever app: answered, and meant to be stored by nobody. */
function isCheckNews({ event, action }: { readonly event: string; readonly action: string | null }): boolean {
  const news = ["created", "completed", "requested"];
  return (event === "check_run" || event === "check_suite") && news.includes(action ?? "");
}

interface Shown {
  readonly number: number;
  readonly conclusion: string | null;
  readonly title: string | null;
}

/** The newest check of ours on the true head of each open pull request. */
function listShown(rig: ServiceRig, repository: Repository): readonly Shown[] {
  return listOpen(rig, repository).map(({ number, pullRequest }) => {
    const runs = rig.driver
      .listCheckRuns(repository.id, pullRequest?.headSha)
      .filter((run) => run.appId === rig.gitHub.app.id && run.name === CHECK_NAME);
    const newest = runs.at(-1);
    return { number, conclusion: newest?.conclusion ?? null, title: newest?.title ?? null };
  });
}

function listOpen({ driver }: ServiceRig, { id }: Repository): readonly Issue[] {
  return driver.listPullRequests(id).filter(({ state }) => state === "open");
}

/** By the same decision as the service's, from facts gathered another way: straight from the state. */
function listWanted(
  rig: ServiceRig,
  repository: Repository,
  { name, text, facts }: { readonly name: string; readonly text: string; readonly facts: FinalFacts },
): readonly Shown[] {
  const visibility = repository.visibility === "public" ? "public" : "private";
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text, file: ".github/throughline.yml", visibility },
  ]);
  if (catalog === undefined) throw new Error(`The catalog of ${name} is broken: ${JSON.stringify(problems)}`);
  const policy = compilePolicy(catalog, visibility);
  return listOpen(rig, repository).map((pull) => {
    const button = facts.buttons?.get(`${name}#${pull.number}`);
    const assessment = assessPullRequest({
      pullRequest: {
        ...toFacts(rig, pull),
        saidLater: [...listHeard(rig, pull), ...(button === undefined ? [] : [toButton(button)])],
      },
      catalog: { kind: "valid", catalog },
      policy,
      history: createClaimHistory(),
    });
    const { conclusion, title } = renderCheck(assessment, {
      privacyUrl: "https://example.com",
      repositoryVisibility: visibility,
      repository: name,
      catalog,
    });
    return { number: pull.number, conclusion, title };
  });
}

function toButton(text: string): SaidLater {
  return { source: "button", text, saidAtMs: 0 };
}

function toFacts({ driver }: ServiceRig, pull: Issue) {
  const { pullRequest, repositoryId, number } = pull;
  if (pullRequest === undefined) throw new Error(`#${number} is no pull request.`);
  const author = driver.findAccount(pull.authorId);
  return {
    number,
    title: pull.title,
    body: pull.body ?? "",
    branch: pullRequest.headBranch,
    author: { login: author?.login ?? "ghost", isBot: author?.type === "Bot" },
    authorCanWrite: pullRequest.headRepositoryId === repositoryId,
    isDraft: pullRequest.isDraft,
    isMerged: false,
    labels: driver.listLabels({ repository: repositoryId, number }),
    paths: pullRequest.files.flatMap(({ path, previousPath }) =>
      previousPath === undefined ? [path] : [path, previousPath],
    ),
    linkedIssues: [],
    references: new Map(),
  };
}

/** Commands of the author: others' need rights, which tests of their own look at. */
function listHeard({ driver }: ServiceRig, pull: Issue): readonly SaidLater[] {
  return driver
    .listComments({ repository: pull.repositoryId, number: pull.number })
    .filter(({ authorId }) => authorId === pull.authorId)
    .flatMap(({ body, updatedAtMs }) =>
      parseCommands(body).flatMap((command) =>
        command.kind === "impact"
          ? [{ source: "command" as const, text: command.text, saidAtMs: updatedAtMs }]
          : [],
      ),
    );
}

/** More than one check run of ours on a head by one name, over everything that was ever shown. */
function findDoubledChecks({ gitHub, driver }: ServiceRig): readonly string[] {
  const repositories = new Set(
    gitHub.webhooks.deliveries().flatMap(({ repositoryId }) => repositoryId ?? []),
  );
  return [...repositories].flatMap((id) => {
    if (driver.findRepository(id) === undefined) return [];
    const keys = driver
      .listCheckRuns(id)
      .filter(({ appId }) => appId === gitHub.app.id)
      .map(({ headSha, name }) => `${headSha} ${name}`);
    return keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => `doubled check in ${id}: ${key}`);
  });
}

function findCommentFaults(rig: ServiceRig, repository: Repository): readonly string[] {
  const written = listWritten(rig);
  return rig.driver.listPullRequests(repository.id).flatMap(({ number }) => {
    const comments = rig.driver.listComments({ repository: repository.id, number });
    const ours = comments.filter(({ authorId }) => authorId === rig.gitHub.app.botId);
    const sticky = ours.filter(({ body }) => body.includes(CHECKLIST_BEGIN)).length;
    const changed = comments.filter((comment) => !ours.includes(comment) && !isAsWritten(comment, written));
    return [
      ...(sticky > 1 ? [`${sticky} sticky comments on #${number}`] : []),
      ...changed.map(({ id }) => `comment ${id} of a person on #${number} was changed`),
    ];
  });
}

/** Comment id -> its texts as people wrote them, by the webhooks that told of them. */
function listWritten({ gitHub }: ServiceRig): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  for (const { event, body } of gitHub.webhooks.deliveries()) {
    if (event !== "issue_comment") continue;
    const { comment, sender } = JSON.parse(body) as {
      readonly comment: { readonly id: number; readonly body: string };
      readonly sender: { readonly id: number };
    };
    if (sender.id === gitHub.app.botId) continue;
    texts.set(comment.id, [...(texts.get(comment.id) ?? []), comment.body]);
  }
  return texts;
}

function isAsWritten({ id, body }: Comment, written: ReadonlyMap<number, readonly string[]>): boolean {
  return (written.get(id) ?? []).some(
    (text) => text === body || (/^\s*\/impact (?:ask|help)/imu.test(text) && body.startsWith(text.trimEnd())),
  );
}
