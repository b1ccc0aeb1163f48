import type { Tag } from "../../model/answer.ts";
import type { ChangeAnswer } from "../../model/assessed-change.ts";
import { toWeekIndex } from "../../time/iso-week.ts";
import { listClaims } from "../list-claims.ts";
import { listLinkedAreas } from "../list-linked-areas.ts";
import { NO_AREA } from "../report.ts";
import type { ShownCatalog } from "../shown-catalog.ts";
import type { ChangeProfile, SortedChanges } from "./change-columns.ts";
import { type ClaimList, type ClaimTally, createTally, type Tally } from "./tally.ts";

/** What a profile claims to these readers, worked out once for all changes that have it. */
interface Claims {
  readonly tags: readonly Tag[];
  /** For each tag the areas that it stands in. */
  readonly areas: readonly (readonly string[])[];
  /** Claimed keys that these readers must not see. */
  readonly hidden: readonly string[];
  readonly set: number;
}

export function buildTally(changes: SortedChanges, catalog: ShownCatalog): Tally {
  const tally = createTally(changes);
  const claimsOf = createClaimReader(tally.claims, catalog);
  for (let position = 0; position < changes.size; position += 1) {
    const change = toCounted(changes, position);
    const { profile } = change;
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
  return tally;
}

interface Counted {
  readonly id: string;
  readonly author: number;
  readonly profile: ChangeProfile;
}

function toCounted(changes: SortedChanges, position: number): Counted {
  return {
    id: changes.ids[position] ?? "",
    author: changes.author(position),
    profile: changes.profile(position),
  };
}

function createClaimReader(list: ClaimList, catalog: ShownCatalog): (profile: ChangeProfile) => Claims {
  const metricsOfAreas = new Map(catalog.areas.map((area) => [area.key, new Set(area.metrics)]));
  const setNumbers = new Map<string, number>();
  const known: Claims[] = [];
  return (profile) => {
    const found = known[profile.index];
    if (found !== undefined) return found;
    const tags = listClaims(profile.answer, catalog);
    const metrics = tags.map((tag) => tag.metric);
    const set = ensureEntry(setNumbers, metrics.join(" "), () => list.sets.push(metrics) - 1);
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

function countCoverage({ profile, author, id }: Counted, tally: Tally): void {
  if (!profile.eligible) {
    tally.exemptIds.push(id);
    return;
  }
  tally.eligible += 1;
  tally.authors.add(author);
  if (!profile.asked) {
    tally.notAskedIds.push(id);
    return;
  }
  tally.asked += 1;
  listOfAnswer(profile, tally).push(id);
}

function listOfAnswer({ answer }: ChangeProfile, tally: Tally): string[] {
  switch (answer.kind) {
    case "tags":
      return answer.tags.length > 0 ? tally.tagsIds : tally.unsureIds;
    case "none":
      return tally.noneIds;
    case "unsure":
      return tally.unsureIds;
    case "unanswered":
      return tally.notSaidIds;
  }
}

function countWeek(index: number, profile: ChangeProfile, tally: Tally): void {
  const week = ensureEntry(tally.weeks, index, () => ({ changes: 0, asked: 0, answered: 0 }));
  week.changes += 1;
  if (profile.eligible && profile.asked) {
    week.asked += 1;
    if (profile.answer.kind !== "unanswered") week.answered += 1;
  }
}

function countClaims(claims: Claims, position: number, tally: Tally): void {
  const id = tally.changes.ids[position] ?? "";
  if (claims.hidden.length > 0) tally.hiddenChanges += 1;
  for (const key of claims.hidden) tally.hiddenKeys.add(key);
  if (claims.tags.length > 0) {
    tally.claims.positions.push(position);
    tally.claims.setOf.push(claims.set);
  }
  for (const [index, tag] of claims.tags.entries()) {
    countClaim(tally.metrics, tag, id);
    for (const area of claims.areas[index] ?? []) {
      countClaim(
        ensureEntry(tally.links, area, () => new Map<string, ClaimTally>()),
        tag,
        id,
      );
    }
  }
}

function countAreas(change: Counted, tally: Tally): void {
  for (const area of change.profile.areas) {
    countArea(area, change, tally);
  }
  if (change.profile.touchesNoArea) {
    countArea(NO_AREA, change, tally);
  }
}

function countArea(key: string, { id, author, profile }: Counted, tally: Tally): void {
  const area = ensureEntry(tally.areas, key, () => ({
    eligible: 0,
    asked: 0,
    ids: [],
    answeredIds: [],
    notSaidIds: [],
    authors: new Map<number, number>(),
  }));
  area.ids.push(id);
  if (!profile.eligible) {
    return;
  }
  area.eligible += 1;
  area.authors.set(author, (area.authors.get(author) ?? 0) + 1);
  if (profile.asked) {
    area.asked += 1;
    (profile.answer.kind === "unanswered" ? area.notSaidIds : area.answeredIds).push(id);
  }
}

function countGuess({ profile, id }: Counted, tally: Tally, catalog: ShownCatalog): void {
  if (!profile.asked || profile.guess === undefined || catalog.isHidden(profile.guess)) {
    return;
  }
  const metric = catalog.liveKeys.get(profile.guess) ?? profile.guess;
  ensureEntry(tally.guesses, metric, () => []).push(id);
}

function countClaim(claims: Map<string, ClaimTally>, tag: Tag, id: string): void {
  const claim = ensureEntry(claims, tag.metric, () => ({
    byProvenance: { declared: 0, accepted: 0, inherited: 0 },
    byEffect: { moves: 0, protects: 0, enables: 0 },
    protectIds: [],
    ids: [],
  }));
  claim.byProvenance[tag.provenance] += 1;
  claim.byEffect[tag.effect] += 1;
  claim.ids.push(id);
  if (tag.effect === "protects") {
    claim.protectIds.push(id);
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
