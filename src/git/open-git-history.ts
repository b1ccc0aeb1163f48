import type { Change } from "../model/change.ts";
import type { Result } from "../model/result.ts";
import type {
  ChangeHistory,
  ChangeRequest,
  GitProblem,
  RepositoryFacts,
} from "../workflows/ports/change-history.ts";
import { addSideLines } from "./add-side-lines.ts";
import type { LineIndex } from "./line-index.ts";
import { listLineChanges } from "./list-line-changes.ts";
import { listLineNotes } from "./list-line-notes.ts";
import { readCommittedFile } from "./read-committed-file.ts";
import { readLineIndex } from "./read-line-index.ts";
import { type RepositoryPlace, readPlace } from "./read-place.ts";
import { readVersions } from "./read-versions.ts";
import { buildGitEnvironment, type Environment } from "./run-git.ts";
import { isCutOff, showPath } from "./to-git-problem.ts";

export interface GitHistoryOptions {
  /** `process.env`: where git is found, and whose settings it reads. */
  readonly environment: Environment;
}

/** A repository whose line was read: what it is, and where its commits stand. */
interface OpenedLine {
  readonly found: RepositoryPlace;
  readonly index: LineIndex;
  readonly isCut: boolean;
  readonly facts: RepositoryFacts;
}

/**
 * The history of the clone that the folder `path` is in: with a work tree or bare, whole, shallow, or without file
 * contents. Nothing is written to it, fetched for it, or started because its settings say so.
 */
export function openGitHistory(path: string, options: GitHistoryOptions): ChangeHistory {
  const environment = buildGitEnvironment(options.environment);
  let opened: Promise<Result<OpenedLine, GitProblem>> | undefined;

  function open(): Promise<Result<OpenedLine, GitProblem>> {
    opened ??= openLine(path, environment);
    return opened;
  }

  async function openOrThrow(): Promise<OpenedLine> {
    const line = await open();
    if (!line.ok) throw new Error(line.error.message, { cause: line.error });
    return line.value;
  }

  return {
    async readRepository() {
      const line = await open();
      return line.ok ? { ok: true, value: line.value.facts } : line;
    },
    async *listChanges(request): AsyncGenerator<Change, void> {
      const { found, index, isCut } = await openOrThrow();
      const wanted = findWanted(index, request);
      if (wanted.length === 0) return;
      const { place, repository } = found;
      yield* listLineChanges({ place, path: showPath(path), repository, index, wanted, isCut });
    },
    async readFile(name) {
      return readCommittedFile((await openOrThrow()).found, name);
    },
    async readVersions(names) {
      return readVersions((await openOrThrow()).found, names);
    },
  };
}

async function openLine(
  path: string,
  environment: Readonly<Record<string, string>>,
): Promise<Result<OpenedLine, GitProblem>> {
  const reading = await readPlace(path, environment);
  if (!reading.ok) return reading;
  const found = reading.value;
  const line = await readLineIndex(found.place, showPath(path), found);
  if (!line.ok) return line;
  const { place, tip } = found;
  const whole = await addSideLines({ place, line: found, read: line.value, shaBytes: tip.length / 2 });
  const { index } = whole;
  if (Number.isNaN(index.landedAtMs(0))) {
    const message = `No commit of ${found.line} has a date that Git can read in ${showPath(path)}; write its history anew, with dates.`;
    return { ok: false, error: { kind: "damaged", message } };
  }
  const isCut = found.isShallow && (await isCutOff(place, index.shaAt(index.count - 1)));
  const notes = [...found.notes, ...listLineNotes(found.line, line.value, whole)];
  return { ok: true, value: { found, index, isCut, facts: { ...buildFacts(found, index, isCut), notes } } };
}

function buildFacts(
  found: RepositoryPlace,
  index: LineIndex,
  isCut: boolean,
): Omit<RepositoryFacts, "notes"> {
  let newest = index.landedAtMs(0);
  let oldest = newest;
  for (let at = 1; at < index.count; at++) {
    newest = Math.max(newest, index.landedAtMs(at));
    oldest = Math.min(oldest, index.landedAtMs(at));
  }
  return {
    repository: found.repository,
    ...(found.webAddress === undefined ? {} : { webAddress: found.webAddress }),
    line: found.line,
    tip: found.tip,
    isShallow: isCut,
    changes: index.count,
    tipLandedAtMs: index.landedAtMs(0),
    newestLandedAtMs: newest,
    oldestLandedAtMs: oldest,
  };
}

/** Oldest first. Each commit's own date decides: dates do not grow along a line. */
function findWanted(index: LineIndex, request: ChangeRequest): readonly number[] {
  const wanted: number[] = [];
  for (let at = index.count - 1; at >= 0; at--) {
    const ms = index.landedAtMs(at);
    const isInside = ms >= request.sinceMs && ms < request.untilMs;
    if (isInside || (request.outside === "answers" && index.mayAnswer(at))) wanted.push(at);
  }
  return wanted;
}
