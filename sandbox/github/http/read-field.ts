type Fields = Readonly<Record<string, unknown>>;

export function readText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** Names of labels come as texts or as objects with a name. */
export function readTexts(fields: Fields, name: string): readonly string[] | undefined {
  const value = fields[name];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((each: unknown) =>
    typeof each === "string" ? each : (readText(isFields(each) ? each : {}, "name") ?? []),
  );
}

export function readObjects(fields: Fields, name: string): readonly Fields[] | undefined {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isFields) : undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
