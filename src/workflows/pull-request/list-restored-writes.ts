import { CHECK_NAME, parseCheckRecord } from "../../check/check-record.ts";
import type { CheckRecord } from "../../model/check-record.ts";
import type { CheckRun } from "../ports/git-hub.ts";
import type { StoredStatement, StoreWrites } from "../ports/service-store.ts";
import { toExternalId } from "./pull-request-look.ts";

export interface CheckedHead {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
}

/** Our check among the runs of a head: two pull requests can share one, and only one of them has the check. */
export function findOwnCheckRun(runs: readonly CheckRun[], number: number): CheckRun | undefined {
  return runs.find(({ name, externalId }) => name === CHECK_NAME && externalId === toExternalId(number));
}

/** What a check on GitHub tells a store that does not know it, above all what a button said. */
export function listRestoredWrites(
  { repositoryId, number, headSha }: CheckedHead,
  run: CheckRun,
): Required<Pick<StoreWrites, "checks" | "statements">> {
  const record = parseCheckRecord(run.text);
  const check = {
    repositoryId,
    headSha,
    name: CHECK_NAME,
    number,
    checkRunId: run.id,
    shown: "",
    ...(record === undefined ? {} : { record }),
  };
  const button = record?.button;
  const statements: readonly StoredStatement[] =
    button === undefined
      ? []
      : [
          {
            repositoryId,
            number,
            source: "button",
            originId: run.id,
            position: 0,
            text: toButtonText(button),
            actorId: button.actorId,
            saidAtMs: button.saidAtMs,
            accepted: true,
          },
        ];
  return { checks: [check], statements };
}

function toButtonText({ identifier, claims }: NonNullable<CheckRecord["button"]>): string {
  return identifier === "yes"
    ? claims.map(({ metric, effect }) => `${effect} ${metric}`).join(", ")
    : identifier;
}
