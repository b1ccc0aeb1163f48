/** A row of an answer whose fields are not as documented. It is there, whatever it is: never take it for gone. */
export interface UnreadableRow {
  /** Absent where not even that can be read. */
  readonly id?: number;
  /** `account: expected object, received null`; holds no value. */
  readonly why: string;
}

/** One page of a list of GitHub's, row by row: one that can't be read takes none of the others with it. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly unreadable: readonly UnreadableRow[];
}
