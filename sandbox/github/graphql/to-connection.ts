type Fields = Readonly<Record<string, unknown>>;

/** One page of a GraphQL list. A cursor is the place behind the last shown row. */
export function toConnection<Row>(
  rows: readonly Row[],
  variables: Fields,
  toNode: (row: Row) => Fields,
): Fields {
  const first = typeof variables["first"] === "number" ? Math.min(Math.max(variables["first"], 1), 100) : 100;
  const after = typeof variables["after"] === "string" ? parseCursor(variables["after"]) : 0;
  const shown = rows.slice(after, after + first);
  const end = after + shown.length;
  return {
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: end < rows.length,
      hasPreviousPage: after > 0,
      startCursor: shown.length === 0 ? null : toCursor(after + 1),
      endCursor: shown.length === 0 ? null : toCursor(end),
    },
    nodes: shown.map(toNode),
  };
}

function toCursor(place: number): string {
  return Buffer.from(`cursor:${place}`).toString("base64");
}

function parseCursor(cursor: string): number {
  return Number(/^cursor:(\d{1,9})$/.exec(Buffer.from(cursor, "base64").toString("utf8"))?.[1] ?? 0);
}
