import { fail, type Result, succeed } from "../../model/result.ts";
import type { Subject } from "../../model/subject.ts";
import { parseIsoWeek } from "../../time/iso-week.ts";
import { toZoneWeek } from "../../time/zone-week.ts";
import { createCatalogReader } from "../catalog/catalog-reader.ts";
import type { StoreWrites, WorkClaim } from "../ports/service-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookContext } from "../service-context.ts";
import { readOrganisationCatalog } from "./read-organisation-catalog.ts";
import type { SummaryLook } from "./summary-look.ts";

/** What a look at a week works with, by what the store knows; the failure says why there is nothing to do. */
export async function openSummaryLook(
  context: LookContext,
  claim: WorkClaim,
  subject: Extract<Subject, { kind: "summary" }>,
): Promise<Result<SummaryLook, string>> {
  const { store } = context;
  const installation = await store.findInstallation(subject.installationId);
  if (installation === undefined || installation.isSuspended)
    return fail("the app is not installed any more");
  const organisation = { id: installation.accountId, login: installation.accountLogin };
  const catalog = await readOrganisationCatalog(store, organisation);
  if (!catalog.ok) return fail(catalog.error);
  if (catalog.value?.summary.repository === undefined) return fail("no summary.repository is named");
  const { timezone } = catalog.value.summary.schedule;
  const index = parseIsoWeek(subject.week);
  if (index === undefined || toZoneWeek(index, timezone).endMs > context.now())
    return fail("the week is not over");
  const row = await store.findSummaryWeek(subject.organisationId, subject.week);
  return succeed({ context, claim, subject, organisation, catalog: catalog.value, row });
}

/** The same with the catalog as it stands on GitHub now: an event about it may have been lost. */
export async function refreshSummaryLook(look: SummaryLook): Promise<Result<SummaryLook, string>> {
  const { context, claim, subject, organisation } = look;
  const read = await refreshCatalog(context, organisation);
  if (read.length > 0) await saveUnderClaim(look, { catalogs: read });
  return openSummaryLook(context, claim, subject);
}

async function refreshCatalog(
  context: LookContext,
  { id, login }: SummaryLook["organisation"],
): Promise<NonNullable<StoreWrites["catalogs"]>> {
  const reader = await createCatalogReader(
    context,
    // Only what tells whose catalog it is counts here.
    {
      id,
      ownerId: id,
      owner: login,
      name: ".github",
      installationId: 0,
      visibility: "private",
      isArchived: false,
      isDeleted: false,
    },
    "refresh",
  );
  await reader.readOrganisation();
  return reader.read;
}
