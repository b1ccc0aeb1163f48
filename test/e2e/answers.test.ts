import { describe, expect, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { ASKING, CATALOG, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { ENGINES } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const LOOKS_LIKE = "Looks like checkout-conversion. Wrong? Add: Impact: <metric>";

describe.each(ENGINES)("ways to answer, on %s", (engine) => {
  const rig = useService({ engine });

  async function openIn(catalog: string, more: object = {}, by = "mona") {
    const { name, repository } = makeShop(rig, { catalog });
    await rig.untilIdle();
    const { number } = rig.driver.openPullRequest({
      repository: name,
      title: "Faster checkout",
      by,
      files: [CHECKOUT_FILE],
      ...more,
    });
    await rig.untilIdle();
    return { repository: name, repositoryId: repository.id, number, by };
  }

  const listReactions = (commentId: number) =>
    rig.driver.listReactions(commentId).map(({ content }) => content);

  it("takes a ticked item of the description's list", async () => {
    const pull = await openIn(CATALOG);
    rig.driver.editPullRequest({
      ...pull,
      body: "<!-- throughline -->\n- [x] <!-- metric: refund-rate --> Refund rate\n<!-- /throughline -->",
    });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said in the description");
  });

  it("takes commands of the author and of people with write access, with a thumbs-up and no comment", async () => {
    const pull = await openIn(CATALOG, { fromFork: true }, "stranger");
    const own = rig.driver.comment({ ...pull, body: "/impact none" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("No metric, said by command");
    const reviewers = rig.driver.comment({ ...pull, by: "wren", body: "I'd say\n/impact refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said by command");
    expect([listReactions(own.id), listReactions(reviewers.id)]).toEqual([["+1"], ["+1"]]);
    expect(rig.driver.listComments(pull)).toHaveLength(2);
    await expectFinalStates(rig, { catalogs: new Map() });
  });

  it("refuses commands of others: a reaction and nothing else", async () => {
    const pull = await openIn(CATALOG);
    const passer = rig.driver.comment({ ...pull, by: "passer-by", body: "/impact refund-rate" });
    const bot = rig.driver.comment({ ...pull, by: "copilot[bot]", body: "/impact refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(LOOKS_LIKE);
    expect(listReactions(passer.id)).toEqual(["confused"]);
    expect(listReactions(bot.id)).toEqual([]);
  });

  it("does not take for a person's word what somebody else made of it, and takes back what its author deletes", async () => {
    const pull = await openIn(CATALOG);
    const comment = rig.driver.comment({ ...pull, body: "Thank you all" });
    rig.driver.editComment({ id: comment.id, by: "wren", body: "/impact none" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(LOOKS_LIKE);
    rig.driver.editComment({ id: comment.id, by: "mona", body: "/impact refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said by command");
    rig.driver.deleteComment({ id: comment.id, by: "mona" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(LOOKS_LIKE);
  });

  it("says by a reaction that a command is outranked or not understood", async () => {
    const pull = await openIn(CATALOG, { body: "Impact: refund-rate" });
    const outranked = rig.driver.comment({ ...pull, body: "/impact none" });
    const unknown = rig.driver.comment({ ...pull, body: "/impact chekout-conversion" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said in the description");
    expect(listReactions(outranked.id)).toEqual(["confused"]);
    expect(listReactions(unknown.id)).toEqual(["confused"]);
    const summary = findShown(rig, pull)?.summary;
    expect(summary).toContain("does not count: the line in the description says refund-rate");
    expect(summary).toContain("In the command by comment");
    rig.driver.editPullRequest({ ...pull, body: "" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("No metric, said by command");
    expect(listReactions(outranked.id)).toEqual(["+1"]);
  });

  it("writes the list into the author's own comment on /impact ask, and hears the tick", async () => {
    const pull = await openIn(CATALOG);
    const { id } = rig.driver.comment({ ...pull, body: "/impact ask" });
    await rig.untilIdle();
    const asked = rig.driver.listComments(pull).find((comment) => comment.id === id);
    expect(asked?.body).toMatch(/^\/impact ask\n\n<!-- throughline -->\n- \[ \] <!-- metric: checkout-conv/);
    const ticked = (asked?.body ?? "").replace(
      "- [ ] <!-- metric: refund-rate",
      "- [x] <!-- metric: refund-rate",
    );
    expect(ticked).not.toBe(asked?.body);
    rig.driver.editComment({ id, by: "mona", body: ticked });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said in a ticked list");
    expect(rig.driver.listComments(pull)).toHaveLength(1);
    expect(listReactions(id)).toEqual(["+1"]);
  });

  it("writes help into the check, and into nobody's comment", async () => {
    const pull = await openIn(CATALOG);
    const { id } = rig.driver.comment({ ...pull, body: "/impact help" });
    await rig.untilIdle();
    expect(rig.driver.listComments(pull)).toHaveLength(1);
    expect(rig.driver.listComments(pull).find((one) => one.id === id)?.body).toBe("/impact help");
    expect(findShown(rig, pull)?.text).toContain("`/impact protects <metric>`");
    expect(listReactions(id)).toEqual(["+1"]);
  });

  it("takes a button of the author or of someone with write access, and of nobody else", async () => {
    const pull = await openIn(CATALOG, { fromFork: true }, "stranger");
    const checkRunId = findShown(rig, pull)?.id ?? 0;
    rig.driver.pressButton({ checkRunId, by: "passer-by", identifier: "none" });
    rig.driver.pressButton({ checkRunId, by: "wren", identifier: "rm -rf" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(LOOKS_LIKE);
    rig.driver.pressButton({ checkRunId, by: "stranger", identifier: "yes" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said by button");
    rig.driver.pressButton({ checkRunId, by: "wren", identifier: "none" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("No metric, said by button");
  });

  it("carries what a button said to the next head", async () => {
    const pull = await openIn(CATALOG);
    rig.driver.pressButton({ checkRunId: findShown(rig, pull)?.id ?? 0, by: "mona", identifier: "unsure" });
    await rig.untilIdle();
    rig.driver.push(pull);
    await rig.untilIdle();
    const shown = findShown(rig, pull);
    expect(shown?.title).toBe("Not sure, said by button");
    expect(shown?.text).toContain('"identifier":"unsure"');
    rig.driver.push({ ...pull, isForced: true });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("Not sure, said by button");
  });

  it("takes a label, its renaming and its removal", async () => {
    const pull = await openIn(CATALOG);
    rig.driver.label({ ...pull, label: "impact: refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("refund-rate, said by label");
    rig.driver.renameLabel({ ...pull, from: "impact: refund-rate", to: "impact: checkout-conversion" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said by label");
    rig.driver.deleteLabel({ ...pull, label: "impact: checkout-conversion" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(LOOKS_LIKE);
    await expectFinalStates(rig, { catalogs: new Map([[pull.repository, CATALOG]]) });
  });

  it("inherits from another pull request and from the linked issue", async () => {
    const pull = await openIn(CATALOG, { body: "Impact: refund-rate" });
    const child = rig.driver.openPullRequest({
      repository: pull.repository,
      title: "Part two",
      by: "mona",
      body: `Impact: for #${pull.number}`,
    });
    const labelled = rig.driver.openIssue({
      repository: pull.repository,
      title: "Slow",
      by: "passer-by",
      labels: ["impact: checkout-conversion"],
    });
    const said = rig.driver.openIssue({
      repository: pull.repository,
      title: "Refunds",
      by: "wren",
      body: "Impact: refund-rate",
    });
    const strange = rig.driver.openIssue({
      repository: pull.repository,
      title: "Refunds",
      by: "passer-by",
      body: "Impact: refund-rate",
    });
    const fixing = [labelled, said, strange].map(
      (issue) =>
        rig.driver.openPullRequest({
          repository: pull.repository,
          title: "Mend it",
          by: "mona",
          body: `Fixes #${issue.number}`,
        }).number,
    );
    await rig.untilIdle();
    const titles = [child.number, ...fixing].map(
      (number) => findShown(rig, { repository: pull.repository, number })?.title,
    );
    expect(titles).toEqual([
      `refund-rate, inherited from #${pull.number}`,
      `checkout-conversion, inherited from #${labelled.number}`,
      `refund-rate, inherited from #${said.number}`,
      expect.stringMatching(/^(Looks like|Which number)/),
    ]);
  });

  it("posts one list where the catalog says so, ticked by people with write access", async () => {
    const pull = await openIn(ASKING);
    const [list] = rig.driver.listComments(pull);
    expect(list).toMatchObject({ authorId: rig.gitHub.app.botId });
    expect(list?.body).toContain("- [ ] <!-- metric: checkout-conversion -->");
    const ticked = (list?.body ?? "").replace("- [ ] <!-- metric: checkout", "- [x] <!-- metric: checkout");
    rig.driver.editComment({ id: list?.id ?? 0, by: "wren", body: ticked });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said in a ticked list");
    rig.driver.push(pull);
    await rig.untilIdle();
    expect(rig.driver.listComments(pull)).toHaveLength(1);
    await expectFinalStates(rig, { catalogs: new Map() });
  });
});
