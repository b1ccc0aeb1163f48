// A real GraphQL server answers what is selected and nothing else: an app that reads a field which it forgot to select
// must fail here too. Of the language just what the app's queries use: fields, aliases, arguments and inline fragments.

type Fields = Readonly<Record<string, unknown>>;

type Selection =
  | { readonly kind: "field"; readonly key: string; readonly name: string; readonly of: readonly Selection[] }
  | { readonly kind: "fragment"; readonly on: string; readonly of: readonly Selection[] };

/** Interfaces that the app's queries name in fragments. */
const IMPLEMENTED_BY: Readonly<Record<string, readonly string[]>> = {
  Comment: ["Issue", "PullRequest", "IssueComment"],
};

/** Of the data what the query's first operation selects; a field that the data lacks stays out. */
export function selectFields(query: string, data: Fields): Fields {
  return pick(data, parseSelections(query)) as Fields;
}

function pick(value: unknown, selections: readonly Selection[]): unknown {
  if (Array.isArray(value)) return value.map((one) => pick(one, selections));
  if (typeof value !== "object" || value === null || selections.length === 0) return value;
  const fields = value as Fields;
  const picked: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind === "fragment") {
      const type = `${fields["__typename"]}`;
      const fits = selection.on === type || IMPLEMENTED_BY[selection.on]?.includes(type) === true;
      if (fits) Object.assign(picked, pick(value, selection.of));
    } else if (selection.name in fields) picked[selection.key] = pick(fields[selection.name], selection.of);
  }
  return picked;
}

/** `query Q($n: Int) { a b: c(first: $n) { d ... on T { e } } }` */
function parseSelections(query: string): readonly Selection[] {
  const tokens = query.match(/\.\.\.|[{}():]|"(?:[^"\\]|\\.)*"|[^\s{}():",]+/g) ?? [];
  let at = 0;
  const skipArguments = (): void => {
    if (tokens[at] !== "(") return;
    let depth = 0;
    do {
      if (tokens[at] === "(") depth += 1;
      if (tokens[at] === ")") depth -= 1;
      at += 1;
    } while (depth > 0 && at < tokens.length);
  };
  const parseBlock = (): readonly Selection[] => {
    if (tokens[at] !== "{") return [];
    at += 1;
    const selections: Selection[] = [];
    while (at < tokens.length && tokens[at] !== "}") selections.push(parseOne());
    at += 1;
    return selections;
  };
  const parseOne = (): Selection => {
    if (tokens[at] === "...") {
      // `... on Type`
      const on = tokens[at + 2] ?? "";
      at += 3;
      return { kind: "fragment", on, of: parseBlock() };
    }
    const key = tokens[at] ?? "";
    at += 1;
    const isAlias = tokens[at] === ":";
    const name = isAlias ? (tokens[at + 1] ?? "") : key;
    if (isAlias) at += 2;
    skipArguments();
    return { kind: "field", key, name, of: parseBlock() };
  };
  while (at < tokens.length && tokens[at] !== "{" && tokens[at] !== "(") at += 1;
  skipArguments();
  return parseBlock();
}
