import type { Tag } from "../../model/answer.ts";
import type { ChangeAnswer } from "../../model/change.ts";
import { toWeekIndex } from "../../time/iso-week.ts";
import { listClaims, listLinkedAreas } from "../claims.ts";
import { NO_AREA } from "../report.ts";
import type { ShownCatalog } from "../shown-catalog.ts";
import type { ChangeProfile, SortedChanges } from "./change-columns.ts";
import { createIdList, type IdList } from "./columns.ts";
import type { Tally } from "./tally.ts";
import { type ClaimDraft, createTallyDraft, finishTally, type ListName, type TallyDraft } from "./tally.ts";

/** What a profile claims to these readers, worked out once for all changes that have it. */
interface Claims {
  readonly tags: readonly Tag[];
  /** For each tag the areas that it stands in. */
  readonly areas: readonly (readonly string[])[];
  /** Claimed keys that these readers must not see. */
  readonly hidden: readonly string[];
  readonly set: number;
}

/** One pass over the changes of a window. */
export function buildTally(changes: SortedChanges, catalog: ShownCatalog): Tally {
  const tally = createTallyDraft(changes);
  const claimsOf = createClaimReader(tally.claims.sets, catalog);
  for (let position = 0; position < changes.size; position += 1) {
    const profile = changes.profile(position);
    const change = { position, profile, author: changes.author(position) };
    const isAnswered = profile.asked && profile.answer.kind !== "unanswered";
    countCoverage(change, tally);
    countWeek(toWeekIndex(changes.landedAtMs(position)), profile, tally);
    countAreas(change, tally);
    if (isAnswered) {
      countClaims(claimsOf(profile), position, tally);
    } else {
      countGuess(change, tally, catalog);
    }
  }
  return finishTally(tally);
}

interface Counted {
  readonly position: number;
  readonly author: number | undefined;
  readonly profile: ChangeProfile;
}

function createClaimReader(
  sets: (readonly string[])[],
  catalog: ShownCatalog,
): (profile: ChangeProfile) => Claims {
  const metricsOfAreas = new Map(catalog.areas.map((area) => [area.key, new Set(area.metrics)]));
  const setNumbers = new Map<string, number>();
  const known: Claims[] = [];
  return (profile) => {
    const found = known[profile.index];
    if (found !== undefined) return found;
    const tags = listClaims(profile.answer, catalog);
    const metrics = tags.map((tag) => tag.metric);
    const set = ensureEntry(setNumbers, metrics.join(" "), () => sets.push(metrics) - 1);
    const claims = {
      tags,
      areas: metrics.map((metric) => listLinkedAreas(profile.areas, metric, metricsOfAreas)),
      hidden: listHidden(profile.answer, catalog),
      set,
    };
    known[profile.index] = claims;
    return claims;
  };
}

function listHidden(answer: ChangeAnswer, catalog: ShownCatalog): readonly string[] {
  return answer.kind === "tags" ? answer.tags.map((tag) => tag.metric).filter(catalog.isHidden) : [];
}

function countCoverage({ profile, author, position }: Counted, tally: TallyDraft): void {
  tally.lists[toListName(profile)].add(position);
  if (!profile.eligible) return;
  tally.eligible += 1;
  if (author !== undefined) tally.authors.add(author);
  if (profile.asked) tally.asked += 1;
}

function toListName({ eligible, asked, answer }: ChangeProfile): ListName {
  if (!eligible) return "exemptIds";
  if (!asked) return "notAskedIds";
  switch (answer.kind) {
    case "tags":
      return answer.tags.length > 0 ? "tagsIds" : "unsureIds";
    case "none":
      return "noneIds";
    case "unsure":
      return "unsureIds";
    case "unanswered":
      return "notSaidIds";
  }
}

function countWeek(index: number, profile: ChangeProfile, tally: TallyDraft): void {
  const week = ensureEntry(tally.weeks, index, () => ({ changes: 0, asked: 0, answered: 0 }));
  week.changes += 1;
  if (profile.eligible && profile.asked) {
    week.asked += 1;
    if (profile.answer.kind !== "unanswered") week.answered += 1;
  }
}

function countClaims(claims: Claims, position: number, tally: TallyDraft): void {
  const list = () => createIdList(tally.changes.ids);
  if (claims.hidden.length > 0) tally.hiddenChanges += 1;
  for (const key of claims.hidden) tally.hiddenKeys.add(key);
  if (claims.tags.length > 0) {
    tally.claims.positions.add(position);
    tally.claims.setOf.add(claims.set);
    tally.claims.size += 1;
  }
  for (const [index, tag] of claims.tags.entries()) {
    countClaim(ensureClaims(tally.metrics, tag.metric, list), tag, position);
    for (const area of claims.areas[index] ?? []) {
      const metrics = ensureEntry(tally.links, area, () => new Map<string, ClaimDraft>());
      countClaim(ensureClaims(metrics, tag.metric, list), tag, position);
    }
  }
}

function countAreas(change: Counted, tally: TallyDraft): void {
  for (const area of change.profile.areas) {
    countArea(area, change, tally);
  }
  if (change.profile.touchesNoArea) {
    countArea(NO_AREA, change, tally);
  }
}

function countArea(key: string, { position, author, profile }: Counted, tally: TallyDraft): void {
  const list = () => createIdList(tally.changes.ids);
  const area = ensureEntry(tally.areas, key, () => ({
    eligible: 0,
    asked: 0,
    ids: list(),
    answeredIds: list(),
    notSaidIds: list(),
    authors: new Map<number, number>(),
  }));
  area.ids.add(position);
  if (!profile.eligible) {
    return;
  }
  area.eligible += 1;
  if (author !== undefined) area.authors.set(author, (area.authors.get(author) ?? 0) + 1);
  if (profile.asked) {
    area.asked += 1;
    (profile.answer.kind === "unanswered" ? area.notSaidIds : area.answeredIds).add(position);
  }
}

function countGuess({ profile, position }: Counted, tally: TallyDraft, catalog: ShownCatalog): void {
  if (!profile.asked || profile.guess === undefined || catalog.isHidden(profile.guess)) {
    return;
  }
  const metric = catalog.liveKeys.get(profile.guess) ?? profile.guess;
  ensureEntry(tally.guesses, metric, () => createIdList(tally.changes.ids)).add(position);
}

function ensureClaims(claims: Map<string, ClaimDraft>, metric: string, list: () => IdList): ClaimDraft {
  return ensureEntry(claims, metric, () => ({
    byProvenance: { declared: 0, accepted: 0, inherited: 0 },
    byEffect: { moves: 0, protects: 0, enables: 0 },
    protectIds: list(),
    ids: list(),
  }));
}

function countClaim(claims: ClaimDraft, tag: Tag, position: number): void {
  claims.byProvenance[tag.provenance] += 1;
  claims.byEffect[tag.effect] += 1;
  claims.ids.add(position);
  if (tag.effect === "protects") {
    claims.protectIds.add(position);
  }
}

function ensureEntry<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) {
    return existing;
  }
  const created = create();
  map.set(key, created);
  return created;
}
