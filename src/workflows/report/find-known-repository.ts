import type { Repository } from "../../model/repository.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import type { ReportStore } from "../ports/report-store.ts";

/** `acme/shop` */
const FULL_NAME = /^([A-Za-z0-9._-]{1,100})\/([A-Za-z0-9._-]{1,100})$/;
const MOST_NAMED = 5;

/** A repository that the store knows, by `owner/name`; the failure is one sentence for whoever typed the name. */
export async function findKnownRepository(
  store: Pick<ReportStore, "findRepositoryByName" | "listKnownRepositories">,
  word: string,
): Promise<Result<Repository, string>> {
  const match = FULL_NAME.exec(word);
  const shown = JSON.stringify(word.length > 80 ? `${word.slice(0, 80)}...` : word);
  if (match === null) return fail(`${shown} is no repository; write OWNER/NAME.`);
  const [, owner = "", name = ""] = match;
  const found = await store.findRepositoryByName(owner, name);
  if (found !== undefined) return succeed(found);
  return fail(`The store knows no repository ${shown}; ${await adviseName(store)}.`);
}

async function adviseName(store: Pick<ReportStore, "listKnownRepositories">): Promise<string> {
  const known = (await store.listKnownRepositories()).map(({ owner, name }) => `${owner}/${name}`);
  if (known.length === 0) return "it knows none yet: start the service with the app installed";
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : "";
  return `it knows ${known.slice(0, MOST_NAMED).join(", ")}${more}`;
}
