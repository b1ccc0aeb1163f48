/** Rows as a reader sees them: now, or as they were. Lists are in the order in which the rows were first written. */
export interface TableView<Key, Row> {
  find(key: Key): Row | undefined;
  list(): readonly Row[];
  /** Rows of one group, as the table's `groupOf` says. */
  listGroup(group: string): readonly Row[];
}

interface Version<Row> {
  readonly atMs: number;
  readonly row: Row | undefined;
}

/** Longer than any lag that can be asked for. */
export const KEPT_HISTORY_MS = 60_000;

/** Rows by key that remember what they were in the last minute. */
export class Table<Key, Row> implements TableView<Key, Row> {
  readonly #versions = new Map<Key, readonly Version<Row>[]>();
  readonly #groups = new Map<string, Set<Key>>();
  readonly #now: () => number;
  readonly #groupOf: (row: Row) => string;

  /** A row that changes its group is listed in both: ask the row. */
  constructor(now: () => number, groupOf: (row: Row) => string) {
    this.#now = now;
    this.#groupOf = groupOf;
  }

  find(key: Key): Row | undefined {
    return this.#versions.get(key)?.at(-1)?.row;
  }

  list(): readonly Row[] {
    return this.#rows(this.#versions.keys(), (key) => this.find(key));
  }

  listGroup(group: string): readonly Row[] {
    return this.#rows(this.#groups.get(group) ?? [], (key) => this.find(key));
  }

  put(key: Key, row: Row): Row {
    this.#write(key, row);
    const group = this.#groupOf(row);
    const keys = this.#groups.get(group);
    if (keys === undefined) this.#groups.set(group, new Set([key]));
    else keys.add(key);
    return row;
  }

  remove(key: Key): void {
    if (this.find(key) !== undefined) this.#write(key, undefined);
  }

  /** The rows as they were at a time within the kept history. */
  asOf(atMs: number): TableView<Key, Row> {
    const find = (key: Key): Row | undefined =>
      this.#versions.get(key)?.findLast((version) => version.atMs <= atMs)?.row;
    return {
      find,
      list: () => this.#rows(this.#versions.keys(), find),
      listGroup: (group) => this.#rows(this.#groups.get(group) ?? [], find),
    };
  }

  #write(key: Key, row: Row | undefined): void {
    const atMs = this.#now();
    const known = this.#versions.get(key) ?? [];
    // The newest of those older than the history still says what was true at its start.
    const oldest = known.findLastIndex((version) => version.atMs <= atMs - KEPT_HISTORY_MS);
    this.#versions.set(key, [...known.slice(Math.max(oldest, 0)), { atMs, row }]);
  }

  #rows(keys: Iterable<Key>, find: (key: Key) => Row | undefined): readonly Row[] {
    const rows: Row[] = [];
    for (const key of keys) {
      const row = find(key);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }
}
