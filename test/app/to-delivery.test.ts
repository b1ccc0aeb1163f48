import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_MAPPINGS } from "../../src/app/event-mappings.ts";
import { toDelivery } from "../../src/app/to-delivery.ts";
import type { Delivery } from "../../src/model/webhook.ts";
import {
  BOT,
  makeCheckRunPayload,
  makeCommentPayload,
  makeCommit,
  makeInstallationPayload,
  makePayload,
  makePullRequestPayload,
  makePushPayload,
  makeRepositoryPayload,
  PERSON,
  REPOSITORY,
} from "./made-payloads.ts";

function deliver(event: string, payload: unknown): Delivery {
  return toDelivery({ id: "d-1", event, payload, bodyHash: "0".repeat(64), receivedAtMs: 5 });
}

function contentOf(event: string, payload: unknown): Delivery["content"] {
  return deliver(event, payload).content;
}

function whyOf(event: string, payload: unknown): string | undefined {
  const content = contentOf(event, payload);
  return content.kind === "ignored" ? content.why : undefined;
}

const HEAD = { installationId: 77, repositoryId: 900, headSha: "a".repeat(40) };

describe("toDelivery", () => {
  it("keeps who it was for beside the content", () => {
    expect(deliver("pull_request", makePullRequestPayload("opened"))).toMatchObject({
      id: "d-1",
      event: "pull_request",
      action: "opened",
      installationId: 77,
      repositoryId: 900,
      bodyHash: "0".repeat(64),
      receivedAtMs: 5,
    });
  });

  it("stores and ignores events and actions that are not used", () => {
    expect(whyOf("ping", { zen: "Design for failure." })).toBe("the event is not used");
    expect(whyOf("constructor", {})).toBe("the event is not used");
    expect(whyOf("pull_request", makePullRequestPayload("assigned"))).toBe("the action is not used");
    expect(whyOf("pull_request", makePullRequestPayload("toString"))).toBe("the action is missing");
    expect(whyOf("merge_group", makePayload("destroyed", {}))).toBe("the action is not used");
  });

  it("ignores what is no payload at all", () => {
    for (const payload of [null, undefined, 1, "text", [], [[[]]], {}, { action: null }, { action: {} }]) {
      for (const { event } of EVENT_MAPPINGS) expect(contentOf(event, payload).kind).toBe("ignored");
    }
  });

  it("names the field, never its value", () => {
    const payload = makePullRequestPayload("opened", { head: { sha: 3, ref: "SECRET", repo: null } });
    expect(whyOf("pull_request", payload)).toBe("pull_request.head.sha: expected string, received number");
  });

  it("ignores an event of a repository's own webhook, which has no installation", () => {
    const payload = { ...makePullRequestPayload("opened"), installation: undefined };
    expect(whyOf("pull_request", payload)).toBe("installation: expected object, received undefined");
  });

  it("ignores an event without a repository, or with one of the wrong shape", () => {
    expect(contentOf("push", { ...makePushPayload(), repository: null }).kind).toBe("ignored");
    expect(contentOf("push", { ...makePushPayload(), repository: { ...REPOSITORY, id: "900" } }).kind).toBe(
      "ignored",
    );
  });

  it("never throws, whatever one field holds", () => {
    const payloads: readonly (readonly [string, Record<string, unknown>])[] = [
      ["pull_request", makePullRequestPayload("edited")],
      ["issue_comment", makeCommentPayload("edited")],
      ["check_run", makeCheckRunPayload("requested_action")],
      ["push", makePushPayload()],
      ["label", makePayload("edited", { label: { name: "a" }, changes: { name: { from: "b" } } })],
      ["repository", makeRepositoryPayload("renamed")],
      ["installation", makeInstallationPayload("created")],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), fc.jsonValue(), ([event, payload], pick, value) => {
        const paths = listPaths(payload);
        const changed = replaceAt(payload, paths[pick % paths.length] ?? [], value);
        expect(["work", "ignored"]).toContain(contentOf(event, changed).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes deep nesting in a field that nobody reads", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
    expect(contentOf("pull_request", makePullRequestPayload("opened", {}, { deep })).kind).toBe("work");
    expect(contentOf("pull_request", makePullRequestPayload("opened", { body: deep })).kind).toBe("ignored");
  });
});

describe("pull_request", () => {
  it("keeps the state as GitHub shows it", () => {
    expect(contentOf("pull_request", makePullRequestPayload("opened"))).toEqual({
      kind: "work",
      subject: { kind: "pull-request", installationId: 77, repositoryId: 900, number: 812 },
      priority: 2,
      fields: {
        kind: "pull-request",
        action: "opened",
        pullRequest: {
          repositoryId: 900,
          number: 812,
          updatedAtMs: Date.parse("2026-03-01T10:05:00Z"),
          status: "open",
          title: "Faster checkout",
          body: "Impact: checkout-conversion",
          author: { id: 11, login: "mona", isBot: false },
          isDraft: false,
          labels: ["area: checkout"],
          headSha: "a".repeat(40),
          headBranch: "faster",
          baseBranch: "main",
          isFromFork: false,
          changedFiles: 3,
          createdAtMs: Date.parse("2026-03-01T10:00:00Z"),
        },
        repository: {
          id: 900,
          installationId: 77,
          ownerId: 5,
          owner: "acme",
          name: "shop",
          visibility: "private",
          defaultBranch: "main",
          isArchived: false,
          isDeleted: false,
        },
        sender: { id: 11, login: "mona", isBot: false },
      },
    });
  });

  it("takes every action that can change the answer or the head", () => {
    const actions = EVENT_MAPPINGS.find(({ event }) => event === "pull_request")?.actions ?? [];
    expect(actions).toHaveLength(11);
    for (const action of actions) {
      expect(contentOf("pull_request", makePullRequestPayload(action)).kind).toBe("work");
    }
  });

  it("is merged where there is a time of the merge, and only then has the commit of it", () => {
    expect(pullRequestOf({ state: "closed" })).toMatchObject({ status: "closed" });
    expect(pullRequestOf({ state: "closed" })).not.toHaveProperty("mergeSha");
    expect(pullRequestOf({ state: "closed", merged_at: "2026-03-02T00:00:00Z" })).toMatchObject({
      status: "merged",
      mergedAtMs: Date.parse("2026-03-02T00:00:00Z"),
      mergeSha: "t".repeat(40),
    });
  });

  it("keeps the title of the milestone, where there is one", () => {
    expect(pullRequestOf({ milestone: { number: 3, title: "Spring" } }).milestone).toBe("Spring");
    expect(pullRequestOf({ milestone: null })).not.toHaveProperty("milestone");
  });

  it("keeps no text that can't hold an answer", () => {
    expect(pullRequestOf({ body: "A private story." }).body).toBe("");
    expect(pullRequestOf({ body: null }).body).toBe("");
    expect(pullRequestOf({ body: "Fixes #3" }).body).toBe("Fixes #3");
    expect(pullRequestOf({ body: "<!-- throughline -->" }).body).toBe("<!-- throughline -->");
  });

  it("tells a fork, also a deleted one", () => {
    const head = { sha: "a".repeat(40), ref: "x" };
    expect(pullRequestOf({ head: { ...head, repo: { id: 901 } } }).isFromFork).toBe(true);
    expect(pullRequestOf({ head: { ...head, repo: null } }).isFromFork).toBe(true);
  });

  it("lets a deleted account stand for its author", () => {
    expect(pullRequestOf({ user: null }).author).toEqual({ id: 0, login: "ghost", isBot: false });
    expect(pullRequestOf({ user: { id: 3, login: "agent[bot]" } }).author.isBot).toBe(true);
  });

  it("leaves out NUL, which PostgreSQL refuses", () => {
    expect(pullRequestOf({ title: "a\0b" }).title).toBe("a\uFFFDb");
  });

  it("says whether an edit touched the text", () => {
    const edit = (changes: object) =>
      contentOf("pull_request", makePullRequestPayload("edited", {}, { changes }));
    expect(edit({ body: { from: "Impact: none" } })).toMatchObject({
      fields: { bodyBefore: "Impact: none" },
    });
    expect(edit({ body: { from: "private words" } })).toMatchObject({ fields: { bodyBefore: "" } });
    // GitHub leaves out what was empty.
    expect(edit({ body: {} })).toMatchObject({ fields: { bodyBefore: "" } });
    expect(edit({ title: { from: "old" } })).not.toMatchObject({ fields: { bodyBefore: expect.anything() } });
  });

  it("takes a repository that has no default branch, and doubts a visibility that contradicts itself", () => {
    const repositoryOf = (overrides: object) => {
      const payload = makePullRequestPayload("opened", {}, { repository: { ...REPOSITORY, ...overrides } });
      const content = contentOf("pull_request", payload);
      return content.kind === "work" && content.fields.kind === "pull-request"
        ? content.fields.repository
        : undefined;
    };
    expect(repositoryOf({ default_branch: null })).not.toHaveProperty("defaultBranch");
    expect(repositoryOf({ visibility: "public", private: true })?.visibility).toBe("private");
    expect(repositoryOf({ visibility: "internal" })?.visibility).toBe("internal");
    expect(repositoryOf({ visibility: undefined, private: false })?.visibility).toBe("public");
    expect(repositoryOf({ visibility: undefined, private: undefined })?.visibility).toBe("private");
  });

  function pullRequestOf(overrides: Record<string, unknown>) {
    const content = contentOf("pull_request", makePullRequestPayload("edited", overrides));
    if (content.kind !== "work" || content.fields.kind !== "pull-request")
      throw new Error(JSON.stringify(content));
    return content.fields.pullRequest;
  }
});

describe("issue_comment", () => {
  it("is a person's word about the pull request", () => {
    expect(contentOf("issue_comment", makeCommentPayload("created"))).toMatchObject({
      subject: { kind: "pull-request", installationId: 77, repositoryId: 900, number: 812 },
      priority: 1,
      fields: {
        kind: "comment",
        action: "created",
        commentId: 4001,
        number: 812,
        body: "/impact refund-rate",
        author: { login: "mona" },
      },
    });
  });

  it("ignores comments that say nothing to the app", () => {
    expect(whyOf("issue_comment", makeCommentPayload("created", { body: "See a/impactful b" }))).toBe(
      "holds neither a command nor a list of ours",
    );
    expect(contentOf("issue_comment", makeCommentPayload("created", { body: null })).kind).toBe("ignored");
    expect(whyOf("issue_comment", makeCommentPayload("created", {}, { issue: { number: 3 } }))).toBe(
      "a comment on an issue, without a command",
    );
  });

  it.each([
    "/credit @mona kept it small",
    "Nice.\n**/credit** @mona kept it small",
    "/Learned: caps",
    "/throughline credit off",
  ])("has the pull request looked at for %j", (body) => {
    expect(contentOf("issue_comment", makeCommentPayload("created", { body }))).toMatchObject({
      kind: "work",
      subject: { kind: "pull-request", number: 812 },
      fields: { kind: "comment", body },
    });
  });

  it.each(["see src/credit/rate.ts", "https://github.com/acme/throughline", "we/learned"])(
    "ignores the path in %j",
    (body) => {
      expect(contentOf("issue_comment", makeCommentPayload("created", { body })).kind).toBe("ignored");
    },
  );

  it("hears on any issue who wants to be left out of credits, and nothing else of people", () => {
    const issue = { issue: { number: 3 } };
    const out = makeCommentPayload("created", { body: "/throughline credit off" }, issue);
    expect(contentOf("issue_comment", out)).toMatchObject({ kind: "work", subject: { kind: "report" } });
    const credit = makeCommentPayload("created", { body: "/credit @mona kept it small" }, issue);
    expect(contentOf("issue_comment", credit).kind).toBe("ignored");
  });

  it("has the report looked at for its commands on an issue, and for no others", () => {
    const issue = { issue: { number: 3 } };
    expect(
      contentOf("issue_comment", makeCommentPayload("created", { body: "/decided we wait" }, issue)),
    ).toMatchObject({
      kind: "work",
      subject: { kind: "report" },
      fields: { kind: "comment", number: 3, body: "/decided we wait" },
    });
    const impact = makeCommentPayload("created", { body: "/impact none" }, issue);
    expect(contentOf("issue_comment", impact).kind).toBe("ignored");
  });

  it("looks again when a command is edited away or deleted, and keeps nothing of the new text", () => {
    const edited = makeCommentPayload(
      "edited",
      { body: "never mind" },
      { changes: { body: { from: "/impact none" } } },
    );
    expect(contentOf("issue_comment", edited)).toMatchObject({
      kind: "work",
      fields: { action: "edited", body: "" },
    });
    expect(contentOf("issue_comment", makeCommentPayload("deleted")).kind).toBe("work");
    expect(contentOf("issue_comment", makeCommentPayload("deleted", {}, { sender: BOT })).kind).toBe("work");
  });

  it("hears no bot, except where a person ticks a list that the app wrote", () => {
    expect(whyOf("issue_comment", makeCommentPayload("created", { user: BOT }, { sender: BOT }))).toBe(
      "written or edited by a bot",
    );
    expect(whyOf("issue_comment", makeCommentPayload("edited", {}, { sender: BOT }))).toBe(
      "written or edited by a bot",
    );
    expect(whyOf("issue_comment", makeCommentPayload("edited", { user: BOT }))).toBe("a comment of a bot");
    const list = { user: BOT, body: "<!-- throughline -->\n- [x] Refund rate\n<!-- /throughline -->" };
    expect(contentOf("issue_comment", makeCommentPayload("edited", list))).toMatchObject({
      kind: "work",
      fields: { body: list.body, author: { isBot: true }, sender: { isBot: false } },
    });
  });
});

describe("check_run and check_suite", () => {
  it("reads the pull request of a button from what we wrote into the check", () => {
    expect(contentOf("check_run", makeCheckRunPayload("requested_action"))).toMatchObject({
      subject: { kind: "pull-request", number: 812 },
      priority: 1,
      fields: { kind: "check-action", checkRunId: 31, identifier: "yes", externalId: "pull-request:812" },
    });
  });

  it("falls back to the head where that is not ours", () => {
    for (const external_id of [
      null,
      "",
      "812",
      "pull-request:",
      "pull-request:0",
      `pull-request:${"9".repeat(30)}`,
    ]) {
      expect(contentOf("check_run", makeCheckRunPayload("requested_action", { external_id }))).toMatchObject({
        subject: { kind: "head", ...HEAD },
      });
    }
  });

  it("ignores a button that the check never had, and other actions", () => {
    const payload = makeCheckRunPayload(
      "requested_action",
      {},
      { requested_action: { identifier: "rm -rf" } },
    );
    expect(whyOf("check_run", payload)).toBe("a button that the check never had");
    expect(whyOf("check_run", makeCheckRunPayload("created"))).toBe("the action is not used");
  });

  it("takes Re-run on a check and on all checks", () => {
    expect(contentOf("check_run", makeCheckRunPayload("rerequested"))).toMatchObject({
      subject: { kind: "pull-request", number: 812 },
      fields: { kind: "rerequested" },
    });
    const suite = makePayload("rerequested", { check_suite: { head_sha: "a".repeat(40) } });
    expect(contentOf("check_suite", suite)).toMatchObject({
      subject: { kind: "head", ...HEAD },
      priority: 1,
      fields: { kind: "rerequested", headSha: "a".repeat(40) },
    });
  });
});

describe("merge_group", () => {
  it("goes before everything", () => {
    const payload = makePayload("checks_requested", { merge_group: { head_sha: "a".repeat(40) } });
    expect(contentOf("merge_group", payload)).toMatchObject({
      subject: { kind: "merge-group", ...HEAD },
      priority: 0,
      fields: { kind: "merge-group", headSha: "a".repeat(40) },
    });
  });
});

describe("push", () => {
  it("is work where a commit of the default branch touches the catalog", () => {
    for (const files of [
      { added: [".github/throughline.yml"] },
      { modified: ["a", ".github/throughline.yaml"] },
      { removed: [".github/throughline.yml"] },
    ]) {
      const commits = [makeCommit({ modified: ["b"] }), makeCommit(files)];
      expect(contentOf("push", makePushPayload({ commits }))).toMatchObject({
        subject: { kind: "repository", installationId: 77, repositoryId: 900 },
        priority: 2,
        fields: { kind: "push", headSha: "c".repeat(40) },
      });
    }
  });

  it("is work where the list of what changed may be incomplete", () => {
    const many = Array.from({ length: 2048 }, () => makeCommit({}));
    const wide = [makeCommit({ added: Array.from({ length: 3000 }, (_, index) => `f${index}`) })];
    for (const overrides of [
      { forced: true },
      { created: true },
      { commits: many },
      { commits: wide },
      { commits: undefined },
      { commits: [null] },
    ]) {
      expect(contentOf("push", makePushPayload(overrides)).kind).toBe("work");
    }
  });

  it("is ignored otherwise", () => {
    const catalog = { commits: [makeCommit({ added: [".github/throughline.yml"] })] };
    expect(whyOf("push", makePushPayload())).toBe("does not touch the catalog");
    expect(whyOf("push", makePushPayload({ ...catalog, ref: "refs/heads/other" }))).toBe(
      "not on the default branch",
    );
    expect(whyOf("push", makePushPayload({ ...catalog, ref: "refs/tags/main" }))).toBe(
      "not on the default branch",
    );
    expect(whyOf("push", makePushPayload({ ...catalog, deleted: true }))).toBe("the branch was deleted");
    expect(whyOf("push", makePushPayload({ repository: { ...REPOSITORY, default_branch: null } }))).toBe(
      "the repository has no default branch",
    );
    const elsewhere = [makeCommit({ added: ["x/.github/throughline.yml", ".github/throughline.yml.orig"] })];
    expect(whyOf("push", makePushPayload({ commits: elsewhere }))).toBe("does not touch the catalog");
  });
});

describe("label", () => {
  it("is work by the name that pull requests had it under", () => {
    const renamed = makePayload("edited", { label: { name: "new" }, changes: { name: { from: "old" } } });
    expect(contentOf("label", renamed)).toMatchObject({
      subject: { kind: "repository" },
      fields: { kind: "label", action: "edited", name: "old" },
    });
    const name = "🚀".repeat(50);
    expect(contentOf("label", makePayload("deleted", { label: { name } }))).toMatchObject({
      fields: { name },
    });
  });

  it("ignores a new colour", () => {
    const payload = makePayload("edited", { label: { name: "a" }, changes: { color: { from: "fff" } } });
    expect(whyOf("label", payload)).toBe("only the label's colour or description changed");
  });
});

describe("repository", () => {
  it("is looked at again", () => {
    for (const action of ["renamed", "transferred", "privatized", "publicized", "archived", "unarchived"]) {
      expect(contentOf("repository", makeRepositoryPayload(action))).toMatchObject({
        subject: { kind: "repository", repositoryId: 900 },
        fields: { kind: "repository", action, repository: { isDeleted: false } },
      });
    }
    expect(contentOf("repository", makeRepositoryPayload("deleted"))).toMatchObject({
      fields: { repository: { isDeleted: true } },
    });
  });

  it("is edited only where the default branch is another one", () => {
    const edited = (changes: object) =>
      contentOf("repository", makeRepositoryPayload("edited", {}, { changes }));
    expect(edited({ default_branch: { from: "master" } }).kind).toBe("work");
    expect(edited({ description: { from: "x" } }).kind).toBe("ignored");
  });
});

describe("installation", () => {
  it("is work of its own", () => {
    for (const action of ["created", "deleted", "suspend", "unsuspend", "new_permissions_accepted"]) {
      expect(contentOf("installation", makeInstallationPayload(action))).toEqual({
        kind: "work",
        subject: { kind: "installation", installationId: 77 },
        priority: 2,
        fields: {
          kind: "installation",
          action,
          installation: {
            id: 77,
            accountId: 5,
            accountLogin: "acme",
            accountType: "Organization",
            isSuspended: false,
          },
        },
      });
    }
  });

  it("knows suspension, a person's account and an enterprise's", () => {
    const installationOf = (overrides: Record<string, unknown>) =>
      contentOf("installation", makeInstallationPayload("suspend", overrides));
    expect(installationOf({ suspended_at: "2026-03-01T00:00:00Z" })).toMatchObject({
      fields: { installation: { isSuspended: true } },
    });
    expect(installationOf({ account: { ...PERSON } })).toMatchObject({
      fields: { installation: { accountType: "User", accountLogin: "mona" } },
    });
    expect(installationOf({ account: { id: 9, slug: "acme-all" } })).toMatchObject({
      fields: { installation: { accountType: "Organization", accountLogin: "acme-all" } },
    });
  });

  it("lists the repositories that came and went by id", () => {
    const payload = makeInstallationPayload(
      "added",
      {},
      {
        repositories_added: [{ id: 1, name: "a" }, { id: 2 }],
        repositories_removed: [],
      },
    );
    expect(contentOf("installation_repositories", payload)).toMatchObject({
      subject: { kind: "installation", installationId: 77 },
      fields: { kind: "installation-repositories", addedIds: [1, 2], removedIds: [] },
    });
  });
});

type Path = readonly string[];

function listPaths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, child]) => listPaths(child, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function replaceAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return replacement;
  const child = replaceAt((value as Record<string, unknown>)[key], rest, replacement);
  return Array.isArray(value) ? value.with(Number(key), child) : { ...value, [key]: child };
}
