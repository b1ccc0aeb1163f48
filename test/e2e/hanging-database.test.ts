import { describe, expect, it, onTestFinished } from "vitest";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig } from "../support/service-rig.ts";
import { type Swallower, startSwallower } from "../support/start-swallower.ts";

/** A service whose way to PostgreSQL can be made to lead nowhere, while its connections look well. */
async function openHanging() {
  const networks: Swallower[] = [];
  const rig = await openServiceRig({
    engine: "postgres",
    async toRoute(databaseUrl) {
      const network = await startSwallower(databaseUrl);
      networks.push(network);
      return network.url;
    },
  });
  onTestFinished(async () => {
    await rig.close();
    for (const network of networks) await network.close();
  });
  const service = await rig.start();
  const origin = new URL(service.webhookUrl).origin;
  const ask = async (path: string) => {
    const answer = await fetch(`${origin}${path}`);
    return `${answer.status} ${(await answer.text()).trim()}`;
  };
  const hang = (): void => {
    for (const network of networks) network.swallow("all");
  };
  return { rig, service, ask, hang };
}

// SQLite is a file of this machine: there is no way to it that could swallow anything. So all of this is skipped where
// TEST_DATABASE_URL names no PostgreSQL; .ci/run sets it wherever one answers.
describe.skipIf(!ENGINES.includes("postgres"))(
  "a database that answers nothing any more, on postgres",
  () => {
    it("makes the service say so, and acknowledge nothing", async () => {
      const { rig, ask, hang } = await openHanging();
      const { name } = makeShop(rig, { catalog: CATALOG });
      await rig.untilIdle();
      expect([await ask("/healthz"), await ask("/readyz")]).toEqual(["200 yes", "200 yes"]);
      hang();
      expect([await ask("/readyz"), await ask("/healthz")]).toEqual(["503 no", "200 yes"]);
      const { number } = rig.driver.openPullRequest({
        repository: name,
        title: "Tidy",
        by: "mona",
        files: [CHECKOUT_FILE],
      });
      await rig.gitHub.webhooks.settled();
      expect(findShown(rig, { repository: name, number })).toBeUndefined();
      // What was not acknowledged GitHub counts as failed: it can be delivered again.
      expect(rig.gitHub.webhooks.deliveries().at(-1)?.statusCode).not.toBe(202);
    });

    it("does not keep the service from ending by itself on SIGTERM", async () => {
      const { rig, service, hang } = await openHanging();
      const { name } = makeShop(rig, { catalog: CATALOG });
      await rig.untilIdle();
      hang();
      // Webhooks are under way, and can't be stored.
      rig.driver.openPullRequest({ repository: name, title: "Tidy", by: "mona", files: [CHECKOUT_FILE] });
      await rig.until("a webhook is sent", () =>
        rig.gitHub.webhooks.deliveries().some(({ event }) => event === "pull_request"),
      );
      // One that outstays what it promises is killed, and then has no code of its own; 1 says that not all could end.
      const { code } = await rig.stop(service);
      expect([0, 1]).toContain(code);
    });
  },
);
