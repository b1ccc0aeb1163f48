import { describe, expect, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop, REQUIRING } from "../support/made-shop.ts";
import { ENGINES } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const LOOKS_LIKE = "Looks like checkout-conversion. Wrong? Add: Impact: <metric>";

describe.each(ENGINES)("each row of the check, on %s", (engine) => {
  const rig = useService({ engine });

  it("posts nothing where there is no catalog", async () => {
    const { name } = makeShop(rig);
    const pull = rig.driver.openPullRequest({ repository: name, title: "Faster checkout", by: "mona" });
    await rig.untilIdle();
    rig.driver.comment({ repository: name, number: pull.number, by: "mona", body: "/impact none" });
    rig.driver.merge({ repository: name, number: pull.number, by: "mona" });
    await rig.untilIdle();
    expect(rig.driver.listCheckRuns(name)).toEqual([]);
    expect(
      rig.gitHub.requests().filter(({ method, path }) => method !== "GET" && path.includes(name)),
    ).toEqual([]);
  });

  it("asks, suggests, hears the line, and goes back to asking", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const { number } = rig.driver.openPullRequest({
      repository: name,
      title: "Faster checkout",
      by: "mona",
      files: [CHECKOUT_FILE],
    });
    await rig.untilIdle();
    expect(findShown(rig, { repository: name, number })).toMatchObject({
      conclusion: "neutral",
      title: LOOKS_LIKE,
      actions: [{ identifier: "yes" }, { identifier: "none" }, { identifier: "unsure" }],
    });
    const edit = { repository: name, number, by: "mona" };
    rig.driver.editPullRequest({ ...edit, body: "Impact: protects refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, edit)).toMatchObject({
      conclusion: "success",
      title: "refund-rate, said in the description",
    });
    rig.driver.editPullRequest({ ...edit, body: null });
    await rig.untilIdle();
    expect(findShown(rig, edit)?.title).toBe(LOOKS_LIKE);
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });

  it("answers each situation with its conclusion and title", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const open = (more: object, by = "mona") =>
      rig.driver.openPullRequest({ repository: name, title: "Tidy up", by, ...more }).number;
    const wanted = new Map<number, readonly [string, string]>([
      [open({}), ["neutral", "Which number does this serve? Add: Impact: <metric> or none"]],
      [open({ files: [CHECKOUT_FILE] }), ["neutral", LOOKS_LIKE]],
      [open({ isDraft: true }), ["neutral", "Draft: nothing to do yet"]],
      [open({}, "renovate[bot]"), ["success", "Exempt: author renovate[bot]"]],
      [open({ labels: ["skip-throughline"] }), ["success", "Exempt: label skip-throughline"]],
      [open({ files: [{ path: "docs/install.txt" }] }), ["success", "Exempt: paths"]],
      [open({ body: "Impact: none" }), ["success", "No metric, said in the description"]],
      [open({ body: "Impact: unsure" }), ["success", "Not sure, said in the description"]],
      // An answer goes before a draft and before an exemption.
      [
        open({ body: "Impact: refund-rate", isDraft: true }),
        ["success", "refund-rate, said in the description"],
      ],
      [
        open({ files: [CHECKOUT_FILE], fromFork: true }, "stranger"),
        ["neutral", "Looks like checkout-conversion. Wrong? Add: Impact: <metric>"],
      ],
      [open({ labels: ["impact: refund-rate"] }, "copilot[bot]"), ["success", "refund-rate, said by label"]],
    ]);
    await rig.untilIdle();
    for (const [number, [conclusion, title]] of wanted)
      expect(findShown(rig, { repository: name, number }), title).toMatchObject({ conclusion, title });
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });

  it("requires an answer of those who can write, and asks the others", async () => {
    const { name } = makeShop(rig, { catalog: REQUIRING });
    await rig.untilIdle();
    const open = (more: object, by: string) =>
      rig.driver.openPullRequest({ repository: name, title: "Tidy up", by, ...more }).number;
    const [mine, blank, strange] = [
      open({ files: [CHECKOUT_FILE] }, "mona"),
      open({}, "mona"),
      open({ fromFork: true }, "stranger"),
    ];
    await rig.untilIdle();
    expect(findShown(rig, { repository: name, number: mine })).toMatchObject({
      conclusion: "action_required",
      title: "Add one line: Impact: checkout-conversion (or none)",
    });
    expect(findShown(rig, { repository: name, number: blank })).toMatchObject({
      conclusion: "action_required",
      title: "Add one line: Impact: <metric> (or none)",
    });
    expect(findShown(rig, { repository: name, number: strange })).toMatchObject({
      conclusion: "neutral",
      title: "Add: Impact: <metric> (or a maintainer: /impact)",
    });
  });

  it("follows a draft made ready, a new head, a force-push, a close and a reopen", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const pull = rig.driver.openPullRequest({
      repository: name,
      title: "Tidy up",
      by: "mona",
      isDraft: true,
      files: [CHECKOUT_FILE],
    });
    const one = { repository: name, number: pull.number, by: "mona" };
    await rig.untilIdle();
    rig.driver.markReady(one);
    await rig.untilIdle();
    expect(findShown(rig, one)?.title).toBe(LOOKS_LIKE);
    rig.driver.push({ ...one, files: [{ path: "docs/a.txt" }] });
    await rig.untilIdle();
    expect(findShown(rig, one)?.title).toBe(LOOKS_LIKE);
    rig.driver.push({ ...one, files: [{ path: "docs/a.txt" }], isForced: true });
    await rig.untilIdle();
    expect(findShown(rig, one)?.title).toBe("Exempt: paths");
    rig.driver.close(one);
    await rig.untilIdle();
    rig.driver.reopen(one);
    rig.driver.convertToDraft(one);
    await rig.untilIdle();
    expect(findShown(rig, one)?.title).toBe("Draft: nothing to do yet");
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });

  it("answers a merge queue at once, and shows nothing new after the merge", async () => {
    const { name } = makeShop(rig, { catalog: REQUIRING });
    await rig.untilIdle();
    const pull = rig.driver.openPullRequest({ repository: name, title: "Tidy up", by: "mona" });
    const one = { repository: name, number: pull.number, by: "mona" };
    await rig.untilIdle();
    const { headSha } = rig.driver.enqueue(one);
    await rig.untilIdle();
    expect(rig.driver.listCheckRuns(name, headSha)).toMatchObject([
      { name: "throughline", conclusion: "success", title: "Merge queue: nothing to do" },
    ]);
    rig.driver.merge(one);
    await rig.untilIdle();
    const before = rig.driver.listCheckRuns(name);
    rig.driver.editPullRequest({ ...one, body: "Impact: refund-rate" });
    await rig.untilIdle();
    expect(rig.driver.listCheckRuns(name)).toEqual(before);
    const [service] = rig.services;
    expect(service?.log.filter(({ msg }) => msg.startsWith("landed change")).map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(["landed change recorded", "landed change corrected"]),
    );
  });

  it("shows a check again that somebody asks for again", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const pull = rig.driver.openPullRequest({ repository: name, title: "Tidy up", by: "mona" });
    await rig.untilIdle();
    const run = findShown(rig, { repository: name, number: pull.number });
    const countWrites = () => rig.gitHub.requests().filter(({ method }) => method === "PATCH").length;
    const before = countWrites();
    rig.driver.rerequestCheck({ checkRunId: run?.id ?? 0, by: "mona" });
    await rig.untilIdle();
    expect(countWrites()).toBe(before + 1);
    rig.driver.rerequestSuite({ repository: name, headSha: run?.headSha ?? "", by: "mona" });
    await rig.untilIdle();
    expect(countWrites()).toBe(before + 2);
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });
});
