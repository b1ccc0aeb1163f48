import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeNode,
  visit,
} from "graphql";

/**
 * The schema with the named types alone, and of their fields those that lead to a plain value or to another of them;
 * with the enums, scalars and inputs that those need. Descriptions and reasons go.
 */
export function reduceGraphQL(text: string, types: readonly string[]): string {
  const definitions = new Map(
    parse(text, { noLocation: true }).definitions.flatMap((one) =>
      "name" in one && one.name !== undefined ? [[one.name.value, one] as const] : [],
    ),
  );
  const wanted = new Set(types);
  for (const name of types)
    if (!definitions.has(name)) throw new Error(`GitHub's schema has no type ${name}.`);
  const isReachable = (name: string): boolean => {
    const kind = definitions.get(name)?.kind;
    return (
      wanted.has(name) ||
      kind === undefined ||
      kind === Kind.SCALAR_TYPE_DEFINITION ||
      kind === Kind.ENUM_TYPE_DEFINITION
    );
  };
  const kept = new Map<string, DefinitionNode>();
  const add = (name: string): void => {
    const definition = definitions.get(name);
    if (definition === undefined || kept.has(name)) return;
    const reduced = reduce(definition, { isReachable, wanted });
    kept.set(name, reduced);
    visit(reduced, { NamedType: ({ name: inner }) => add(inner.value) });
  };
  for (const name of types) add(name);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [...kept].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one),
  };
  return `${print(document)}\n`;
}

interface Wanted {
  readonly isReachable: (name: string) => boolean;
  readonly wanted: ReadonlySet<string>;
}

function reduce(definition: DefinitionNode, { isReachable, wanted }: Wanted): DefinitionNode {
  const plain = visit(definition, {
    enter: (node) =>
      "description" in node && node.description !== undefined
        ? { ...node, description: undefined }
        : undefined,
    // `@deprecated` without its reason; others are GitHub's own and say nothing about types.
    Directive: (node) => (node.name.value === "deprecated" ? { ...node, arguments: [] } : null),
  }) as DefinitionNode;
  switch (plain.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...plain,
        interfaces: (plain.interfaces ?? []).filter(({ name }) => wanted.has(name.value)),
        fields: (plain.fields ?? []).filter((field) => isReachable(toName(field))),
      };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...plain, types: (plain.types ?? []).filter(({ name }) => wanted.has(name.value)) };
    default:
      return plain;
  }
}

function toName({ type }: FieldDefinitionNode | InputValueDefinitionNode): string {
  let inner: TypeNode = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}
