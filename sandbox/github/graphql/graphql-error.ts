/** Told in the body of a 200. */
export class GraphqlError extends Error {
  readonly type: "NOT_FOUND" | "FORBIDDEN";
  readonly path: readonly string[];
  constructor(type: "NOT_FOUND" | "FORBIDDEN", message: string, path: readonly string[]) {
    super(message);
    this.name = "GraphqlError";
    this.type = type;
    this.path = path;
  }
}
