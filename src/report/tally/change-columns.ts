import type { Tag } from "../../model/answer.ts";
import type { AssessedChange, ChangeAnswer, Revert } from "../../model/change.ts";
import { isImported } from "../exchange/parse-export.ts";
import { createNumberColumn, createShaColumn, createTextColumn } from "./columns.ts";

/** What many changes have in common as far as counts go; one object for all of them. */
export interface ChangeProfile {
  readonly eligible: boolean;
  readonly asked: boolean;
  readonly answer: ChangeAnswer;
  /** Keys of the touched areas, most files first. */
  readonly areas: readonly string[];
  readonly touchesNoArea: boolean;
  readonly guess: string | undefined;
  readonly suggested: AssessedChange["suggested"];
  /** Its number among the profiles, from 0. */
  readonly index: number;
}

/** The changes of one window, newest first, tie by id: positions count from 0. The order of arrival is forgotten. */
export interface SortedChanges {
  readonly size: number;
  /** One string per change, shared by every list that names it. */
  readonly ids: readonly string[];
  profile(position: number): ChangeProfile;
  /**
   * A number for each author, from 0; only ever compared and counted. Undefined where nobody is told: of an imported
   * change, and of a deleted account, many people would count as one.
   */
  author(position: number): number | undefined;
  landedAtMs(position: number): number;
  isFix(position: number): boolean;
  reverts(position: number): Revert | undefined;
  number(position: number): number | undefined;
  sha(position: number): string;
  title(position: number): string;
  /** Each file has a number from 0 up to `files`, excluded. */
  forEachFile(position: number, visit: (file: number) => void): void;
  readonly files: number;
}

export interface ChangeColumns {
  add(change: AssessedChange): void;
  sort(): SortedChanges;
}

const NO_NUMBER = -1;

/**
 * Keeps of each change what the report counts and nothing else, in columns: a million of them take about 150 MB, where
 * the objects would take several times that.
 * @param depth `counts` leaves out files and reverts, from which only stability is told.
 */
export function createChangeColumns(depth: "all" | "counts" = "all"): ChangeColumns {
  const profiles = createProfiles();
  const authors = createNumbering();
  const files = createNumbering();
  const int = () => createNumberColumn((length) => new Int32Array(length));
  const landed = createNumberColumn((length) => new Float64Array(length));
  const [profileOf, authorOf, numberOf] = [int(), int(), int()];
  const isFixOf = createNumberColumn((length) => new Uint8Array(length));
  const [fileStart, fileOf] = [int(), int()];
  const shas = createShaColumn();
  const titles = createTextColumn();
  /** Rare: ids that follow from neither the number nor the SHA. */
  const otherIds = new Map<number, string>();
  const reverts = new Map<number, Revert>();
  let size = 0;
  let fileCount = 0;

  const toId = (row: number): string => {
    const other = otherIds.get(row);
    if (other !== undefined) return other;
    const number = numberOf.at(row);
    return number === NO_NUMBER ? toShortSha(shas.read(row)) : `#${number}`;
  };

  return {
    add: (change) => {
      const number = change.number ?? NO_NUMBER;
      if (change.id !== (number === NO_NUMBER ? toShortSha(change.sha) : `#${number}`)) {
        otherIds.set(size, change.id);
      }
      if (change.reverts !== undefined && depth === "all") reverts.set(size, change.reverts);
      landed.add(change.landedAtMs);
      profileOf.add(profiles.number(change));
      authorOf.add(isImported(change) ? NO_NUMBER : authors.number(change.author));
      numberOf.add(number);
      isFixOf.add(isFix(change) ? 1 : 0);
      shas.add(change.sha);
      titles.add(change.title);
      fileStart.add(fileCount);
      if (depth === "all") {
        for (const path of change.paths) fileOf.add(files.number(path));
        fileCount += change.paths.length;
      }
      size += 1;
    },
    sort: () => {
      const rows = sortNewestFirst(size, landed.at, toId);
      const row = (position: number) => rows[position] ?? 0;
      return {
        size,
        ids: Array.from(rows, toId),
        profile: (position) => profiles.at(profileOf.at(row(position))),
        author: (position) => {
          const author = authorOf.at(row(position));
          return author === NO_NUMBER ? undefined : author;
        },
        landedAtMs: (position) => landed.at(row(position)),
        isFix: (position) => isFixOf.at(row(position)) === 1,
        reverts: (position) => reverts.get(row(position)),
        number: (position) => {
          const number = numberOf.at(row(position));
          return number === NO_NUMBER ? undefined : number;
        },
        sha: (position) => shas.read(row(position)),
        title: (position) => titles.read(row(position)),
        forEachFile: (position, visit) => {
          const at = row(position);
          const end = at + 1 < size ? fileStart.at(at + 1) : fileCount;
          for (let index = fileStart.at(at); index < end; index += 1) visit(fileOf.at(index));
        },
        files: files.size(),
      };
    },
  };
}

function toShortSha(sha: string): string {
  return sha.slice(0, 12);
}

function sortNewestFirst(
  size: number,
  landedAtMs: (row: number) => number,
  toId: (row: number) => string,
): Uint32Array {
  const rows = Uint32Array.from({ length: size }, (_, row) => row);
  return rows.sort((one, other) => {
    const later = landedAtMs(other) - landedAtMs(one);
    if (later !== 0 || one === other) return later;
    return toId(one) < toId(other) ? -1 : 1;
  });
}

/** Gives each distinct text a number, in the order of first sight. */
function createNumbering(): { number(text: string): number; size(): number } {
  const numbers = new Map<string, number>();
  return {
    number: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    size: () => numbers.size,
  };
}

function createProfiles(): { number(change: AssessedChange): number; at(index: number): ChangeProfile } {
  const numbers = new Map<string, number>();
  const profiles: ChangeProfile[] = [];
  return {
    number: (change) => {
      const key = toProfileKey(change);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const index = profiles.length;
      numbers.set(key, index);
      profiles.push({
        eligible: change.eligible,
        asked: change.asked,
        answer: toBareAnswer(change.answer),
        areas: change.areas.map(({ area }) => area),
        touchesNoArea: change.touchesNoArea,
        guess: change.guess,
        suggested: change.suggested,
        index,
      });
      return index;
    },
    at: (index) => {
      const profile = profiles[index];
      if (profile === undefined) throw new Error(`There is no profile ${index}.`);
      return profile;
    },
  };
}

/** Keys of areas and metrics hold neither a space nor a mark of these. */
function toProfileKey(change: AssessedChange): string {
  const { answer, suggested } = change;
  let key = `${change.eligible}${change.asked}${change.touchesNoArea}${answer.kind}`;
  if (answer.kind === "tags") {
    for (const tag of answer.tags) key += ` ${tag.metric}:${tag.effect}:${tag.provenance}`;
  }
  key += "|";
  for (const { area } of change.areas) key += ` ${area}`;
  key += `|${change.guess ?? ""}|`;
  return suggested === undefined ? key : `${key}${suggested.blind}${suggested.metrics.join(" ")}`;
}

/** Reasons and times enter no count. */
function toBareAnswer(answer: ChangeAnswer): ChangeAnswer {
  if (answer.kind !== "tags") return answer;
  const tags = answer.tags.map(
    ({ metric, effect, provenance, source }): Tag => ({ metric, effect, provenance, source }),
  );
  return { kind: "tags", tags };
}

/** `fix(cart): round totals`, `Fixes the login`, `hotfix: ...`, `Bugfix for #3`; not `Fixture for carts`. */
const FIX_TITLE = /^(?:fix(?:e[sd])?|bug ?fix|hot ?fix)(?![\p{L}\p{N}])/iu;

/** A change that mends something: its title starts with fix, bugfix or hotfix, or it reverts an earlier change. */
export function isFix(change: Pick<AssessedChange, "title" | "reverts">): boolean {
  return change.reverts !== undefined || FIX_TITLE.test(change.title.trimStart());
}
