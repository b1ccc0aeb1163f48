import {
  buildASTSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  typeFromAST,
  validate,
  validateInputValue,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Exchange } from "../../sandbox/github/observe/traffic.ts";
import { type Fault, readPublished } from "./read-published.ts";

type Fields = Readonly<Record<string, unknown>>;

/** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const MOST_PER_LIST = 100;
const MOST_NODES = 500_000;

let schema: GraphQLSchema | undefined;

function readSchema(): GraphQLSchema {
  schema ??= buildASTSchema(parse(readPublished("schema.graphql")), { assumeValidSDL: true });
  return schema;
}

interface Document {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | undefined;
  readonly faults: readonly string[];
}

/** The app has a handful of documents and sends each a thousand times. */
const documents = new Map<string, Document>();

function readDocument(text: string): Document {
  const known = documents.get(text);
  if (known !== undefined) return known;
  const document = parse(text);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const faults = [
    ...validate(readSchema(), document).map(({ message }) => message),
    ...findDeprecated(document),
  ];
  const read = { document, operation, faults };
  documents.set(text, read);
  return read;
}

function findDeprecated(document: DocumentNode): readonly string[] {
  const info = new TypeInfo(readSchema());
  const found: string[] = [];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        if (info.getFieldDef()?.deprecationReason != null) found.push(`${name.value} is deprecated`);
      },
    }),
  );
  return found;
}

/** One GraphQL request and its answer against GitHub's schema and limits. */
export function findGraphQLFaults(exchange: Exchange): readonly Fault[] {
  const body = JSON.parse(exchange.requestText) as Fields;
  const { query, variables = {}, operationName, ...others } = body;
  let read: Document;
  try {
    read = readDocument(`${query}`);
  } catch (error) {
    return [{ by: "app", where: "POST /graphql", what: error instanceof Error ? error.message : `${error}` }];
  }
  const { operation, faults } = read;
  const name = operation?.name?.value;
  const where = `query ${name ?? "without a name"}`;
  const toFault =
    (by: Fault["by"]) =>
    (what: string): Fault => ({ by, where, what });
  if (operation === undefined || faults.length > 0) return faults.map(toFault("app"));
  const asked = [
    ...Object.keys(others).map((key) => `unknown property ${key} in the body`),
    ...(operationName === name ? [] : [`is sent as the operation ${operationName}`]),
    ...findVariableFaults(operation, variables as Fields),
    ...findCostFaults(operation, variables as Fields),
  ];
  const answered =
    exchange.isInjected || exchange.status !== 200 ? [] : findAnswerFaults(operation, exchange.responseText);
  return [...asked.map(toFault("app")), ...answered.map(toFault("simulation"))];
}

function findVariableFaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Fields,
): readonly string[] {
  const faults: string[] = [];
  for (const { variable, type: node } of variableDefinitions) {
    const type = typeFromAST(readSchema(), node);
    if (type === undefined || !isInputType(type)) continue;
    const name = variable.name.value;
    const value = variables[name];
    if (value === undefined && !isNonNullType(type)) continue;
    validateInputValue(value, type, ({ message }) => faults.push(`$${name}: ${message}`));
  }
  const known = new Set(variableDefinitions.map(({ variable }) => variable.name.value));
  const unknown = Object.keys(variables).filter((name) => !known.has(name));
  return [...faults, ...unknown.map((name) => `$${name} is handed in and not declared`)];
}

/** Each list counts by how many rows it could have, times those of the lists around it. */
function findCostFaults(operation: OperationDefinitionNode, variables: Fields): readonly string[] {
  const faults: string[] = [];
  const info = new TypeInfo(readSchema());
  const around = [1];
  let nodes = 0;
  visit(
    operation,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const outer = around.at(-1) ?? 1;
          const isConnection = getNamedType(info.getType())?.name.endsWith("Connection") === true;
          const size = isConnection ? readListSize(node, variables) : 1;
          if (!(size >= 1 && size <= MOST_PER_LIST)) {
            faults.push(`${node.name.value} wants first or last from 1 to ${MOST_PER_LIST}, and has ${size}`);
          }
          if (isConnection) nodes += outer * size;
          around.push(outer * size);
        },
        leave() {
          around.pop();
        },
      },
    }),
  );
  return nodes > MOST_NODES ? [...faults, `asks for up to ${nodes} nodes, more than ${MOST_NODES}`] : faults;
}

/** NaN: not said. */
function readListSize({ arguments: given = [] }: FieldNode, variables: Fields): number {
  const size = given.find(({ name }) => name.value === "first" || name.value === "last")?.value;
  if (size?.kind === Kind.INT) return Number(size.value);
  return size?.kind === Kind.VARIABLE ? Number(variables[size.name.value]) : Number.NaN;
}

function findAnswerFaults(operation: OperationDefinitionNode, text: string): readonly string[] {
  const answer = JSON.parse(text) as { readonly data?: Fields | null; readonly errors?: readonly unknown[] };
  const hasErrors = answer.errors !== undefined && answer.errors.length > 0;
  if (answer.data == null) return hasErrors ? [] : ["answers neither data nor errors"];
  const type = readSchema().getQueryType();
  if (type == null) return ["the schema has no queries"];
  const faults = new Set<string>();
  walkObject({ type, selections: [operation.selectionSet], faults }, answer.data, "data");
  return [...faults];
}

interface Walk<Type> {
  readonly type: Type;
  readonly selections: readonly SelectionSetNode[];
  readonly faults: Set<string>;
}

/** A field, and the type that it was asked of: that of its fragment, where it stands in one. */
interface Asked {
  readonly nodes: readonly FieldNode[];
  readonly of: GraphQLNamedType;
}

function walkObject({ type, selections, faults }: Walk<GraphQLNamedType>, data: Fields, at: string): void {
  const asked = new Map<string, Asked>();
  for (const one of selections) collectFields(one, { type, data, asked });
  for (const [key, { nodes, of }] of asked) {
    const [node] = nodes;
    if (node === undefined) continue;
    if (node.name.value === "__typename") {
      if (!isTypeName(type, data[key])) faults.add(`${at}.${key} is ${data[key]}, no ${type.name}`);
      continue;
    }
    const owner = toOwner(of, data);
    const field =
      isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[node.name.value] : undefined;
    if (field === undefined) continue;
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    walkValue({ type: field.type, selections: inner, faults }, data[key], `${at}.${key}`);
  }
  for (const key of Object.keys(data)) {
    if (!asked.has(key)) faults.add(`${at}.${key} is answered and was not asked for`);
  }
}

interface Collecting {
  readonly type: GraphQLNamedType;
  readonly data: Fields;
  readonly asked: Map<string, Asked>;
}

function collectFields({ selections }: SelectionSetNode, { type, data, asked }: Collecting): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      asked.set(key, { nodes: [...(asked.get(key)?.nodes ?? []), selection], of: type });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = readSchema().getType(selection.typeCondition?.name.value ?? type.name);
      if (on !== undefined && fits(on, type, data)) {
        collectFields(selection.selectionSet, { type: on, data, asked });
      }
    }
  }
}

/** Whether the object is of the fragment's type; where it does not say its own, whether all that it could be are. */
function fits(on: GraphQLNamedType, type: GraphQLNamedType, data: Fields): boolean {
  const named = data["__typename"];
  const could = typeof named === "string" ? [named] : listTypeNames(type);
  const wanted = listTypeNames(on);
  return could.every((name) => wanted.includes(name));
}

function listTypeNames(type: GraphQLNamedType): readonly string[] {
  return isAbstractType(type)
    ? readSchema()
        .getPossibleTypes(type)
        .map(({ name }) => name)
    : [type.name];
}

function isTypeName(type: GraphQLNamedType, name: unknown): boolean {
  return listTypeNames(type).some((possible) => possible === name);
}

/** The object's own type where it says so: an interface has only the fields that all have. */
function toOwner(type: GraphQLNamedType, data: Fields): GraphQLNamedType {
  return isAbstractType(type) ? (readSchema().getType(`${data["__typename"]}`) ?? type) : type;
}

function walkValue(walk: Walk<GraphQLOutputType>, value: unknown, at: string): void {
  const { type, selections, faults } = walk;
  if (isNonNullType(type)) {
    if (value == null) faults.add(`${at} is ${value}, and never null on GitHub`);
    else walkValue({ ...walk, type: type.ofType }, value, at);
  } else if (value === undefined) faults.add(`${at} is missing`);
  else if (value === null) return;
  else if (isListType(type)) {
    if (Array.isArray(value))
      for (const one of value) walkValue({ ...walk, type: type.ofType }, one, `${at}[]`);
    else faults.add(`${at} is no list`);
  } else if (isCompositeType(type)) {
    if (typeof value === "object") walkObject({ type, selections, faults }, value as Fields, at);
    else faults.add(`${at} is no object`);
  } else if (!isLeaf(type, value))
    faults.add(`${at}: ${JSON.stringify(value).slice(0, 40)} is no ${type.name}`);
}

function isLeaf(
  type: Exclude<GraphQLOutputType, { ofType: unknown }> & GraphQLNamedType,
  value: unknown,
): boolean {
  if (isEnumType(type)) return typeof value === "string" && type.getValue(value) !== undefined;
  switch (type.name) {
    case "Int":
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case "Float":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    default:
      return typeof value === "string";
  }
}
