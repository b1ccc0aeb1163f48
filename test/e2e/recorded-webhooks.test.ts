import { createHmac, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EVENT_MAPPINGS } from "../../src/app/event-mappings.ts";
import {
  alterAll,
  listDistinct,
  listRecordedPayloads,
  type Payload,
  type RecordedPayload,
} from "../conformance/recorded-payloads.ts";
import { WEBHOOK_SECRET } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Retention, kind: revenue, keywords: [update, readme] }
`;

/** Too many of them would only wait in the kernel. */
const AT_ONCE = 8;

const rig = useService({ engine: "sqlite" });

const ACTIONS = new Map(EVENT_MAPPINGS.map(({ event, actions }) => [event, actions]));

function isUsed({ event, payload }: Pick<RecordedPayload, "event" | "payload">): boolean {
  return ACTIONS.get(event)?.includes(`${payload["action"]}`) ?? true;
}

interface Sent {
  readonly guid: string;
  readonly title: string;
  readonly status: number;
  readonly isStored: boolean;
}

async function post({ event, payload, title }: RecordedPayload): Promise<Sent> {
  const [service] = rig.services;
  const body = JSON.stringify(payload);
  const guid = randomUUID();
  const { status } = await fetch(service?.webhookUrl ?? "", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-delivery": guid,
      "x-github-event": event,
      "x-hub-signature-256": `sha256=${createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex")}`,
    },
  });
  const isCheck = event === "check_run" || event === "check_suite";
  return { guid, title, status, isStored: !isCheck || isUsed({ event, payload }) };
}

async function postAll(recorded: readonly RecordedPayload[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (let at = 0; at < recorded.length; at += AT_ONCE) {
    sent.push(...(await Promise.all(recorded.slice(at, at + AT_ONCE).map(post))));
  }
  return sent;
}

/** Answered well, in the inbox, done with, and nothing given up or told as an error. */
async function expectTaken(sent: readonly Sent[]): Promise<void> {
  expect(sent.filter(({ status }) => status >= 300)).toEqual([]);
  await rig.untilIdle();
  const inbox = await rig.readInbox();
  // What other apps' checks set off is answered and forgotten.
  const stored = sent.filter(({ isStored }) => isStored);
  const left = stored.filter(
    ({ guid }) => !["done", "ignored", "superseded"].includes(inbox.get(guid) ?? "lost"),
  );
  expect(left).toEqual([]);
  const errors = (rig.services[0]?.log ?? []).filter(({ level }) => level === "error" || level === "fatal");
  expect(errors).toEqual([]);
}

/** The payload about a repository that exists here, so that the service works on it and does not find it gone. */
function adopt(
  recorded: RecordedPayload,
  place: { readonly installationId: number; readonly repository: Payload; readonly headSha: string },
): RecordedPayload {
  const { payload } = recorded;
  const { repository, installationId, headSha } = place;
  return {
    ...recorded,
    payload: {
      ...payload,
      ...(payload["repository"] === undefined
        ? {}
        : { repository: { ...(payload["repository"] as Payload), ...repository } }),
      // A commit that nobody has can't be checked, and that is told in the end as a dead letter.
      ...(recorded.event === "merge_group"
        ? { merge_group: { ...(payload["merge_group"] as Payload), head_sha: headSha } }
        : {}),
      ...(recorded.event === "installation" || recorded.event === "installation_repositories"
        ? {}
        : { installation: { id: installationId, node_id: "MDIzOkluc3RhbGxhdGlvbg==" } }),
    },
  };
}

describe("webhooks that GitHub sent to others", () => {
  const recorded = listRecordedPayloads();

  it("are taken as they are", async () => {
    expect(recorded.length).toBeGreaterThan(180);
    await expectTaken(await postAll(recorded));
  });

  it("are taken about a repository that is here, whole and with all null or absent that may be", async () => {
    const organisation = rig.driver.addOrganisation("acme");
    const files = { ".github/throughline.yml": CATALOG, "README.md": "# Shop\n" };
    const { id, name } = rig.driver.addRepository({ owner: "acme", name: "shop", files });
    const { id: installationId } = rig.driver.install({ account: "acme" });
    const opened = ["Update the README", "Keep the cart", "Keep the basket"].map((title) =>
      rig.driver.openPullRequest({ repository: "acme/shop", by: "ada", title }),
    );
    await rig.untilIdle();
    const owner = {
      ...(recorded.find(({ event }) => event === "label")?.payload["sender"] as Payload),
      id: organisation.id,
      login: "acme",
    };
    const place = {
      installationId,
      headSha: opened[0]?.pullRequest?.headSha ?? "",
      repository: { id, name, full_name: "acme/shop", owner, default_branch: "main" },
    };

    // What tells that the repository or installation is no more is of no use to what comes behind it.
    const isLasting = ({ payload }: RecordedPayload): boolean =>
      !["deleted", "transferred", "suspend", "archived"].includes(`${payload["action"]}`);
    const adopted = recorded.filter(isLasting).map((one) => adopt(one, place));
    const distinct = listDistinct(adopted).filter(isUsed);
    const altered = (["null", "absent"] as const).flatMap((change) =>
      distinct.map((one) => ({
        ...one,
        title: `${one.title}, ${change}`,
        payload: alterAll(one, change, ["action", "installation", "repository"]),
      })),
    );
    expect(altered.length).toBeGreaterThan(30);
    await expectTaken(await postAll([...adopted, ...altered]));
  });
});
