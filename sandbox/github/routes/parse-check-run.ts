import { isFields, readObjects, readText } from "../http/read-field.ts";
import { invalidRequest } from "../http/refusal.ts";
import type { Annotation, CheckRun, CheckRunAction } from "../world/entities.ts";

// https://docs.github.com/en/rest/checks/runs#create-a-check-run
const LONGEST_TEXT = 65_535;
const MOST_ANNOTATIONS = 50;
const MOST_ACTIONS = 3;
const LONGEST_ACTION = { label: 20, description: 40, identifier: 20 } as const;
const CONCLUSIONS = [
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "stale",
  "timed_out",
];
const STATUSES = ["queued", "in_progress", "completed"] as const;
const LEVELS = ["notice", "warning", "failure"];

/** What a request says of a check run; what it leaves out is absent. */
export type CheckRunFields = Partial<
  Pick<
    CheckRun,
    | "name"
    | "headSha"
    | "externalId"
    | "detailsUrl"
    | "status"
    | "conclusion"
    | "title"
    | "summary"
    | "text"
    | "annotations"
    | "actions"
  >
>;

type Body = Readonly<Record<string, unknown>>;

/** Refuses with 422 what GitHub's limits and schema forbid, in GitHub's words. */
export function parseCheckRun(body: Body): CheckRunFields {
  const name = readText(body, "name");
  const headSha = readText(body, "head_sha");
  const externalId = readText(body, "external_id");
  const detailsUrl = readText(body, "details_url");
  const actions = readObjects(body, "actions")?.map(parseAction);
  if (actions !== undefined) requireAtMost(actions.length, MOST_ACTIONS);
  return {
    ...(name === undefined ? {} : { name }),
    ...(headSha === undefined ? {} : { headSha }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(detailsUrl === undefined ? {} : { detailsUrl }),
    ...(actions === undefined ? {} : { actions }),
    ...parseEnd(body),
    ...parseOutput(body["output"]),
  };
}

/** A conclusion completes the run, whatever the status says. */
function parseEnd(body: Body): CheckRunFields {
  const conclusion = readText(body, "conclusion");
  if (conclusion !== undefined) {
    if (!CONCLUSIONS.includes(conclusion))
      throw invalidRequest(`${conclusion} is not a member of ${JSON.stringify(CONCLUSIONS)}.`);
    return { status: "completed", conclusion };
  }
  const given = body["status"];
  if (given === undefined) return {};
  const status = STATUSES.find((each) => each === given);
  if (status === undefined) throw invalidRequest(`${given} is not a member of ${JSON.stringify(STATUSES)}.`);
  if (status === "completed") throw invalidRequest('"conclusion" wasn\'t supplied.');
  return { status, conclusion: null };
}

function parseOutput(output: unknown): CheckRunFields {
  if (!isFields(output)) return {};
  const title = readText(output, "title");
  const summary = readText(output, "summary");
  const text = readText(output, "text");
  if (summary === undefined) throw invalidRequest('"summary" wasn\'t supplied.');
  requireShort(summary, LONGEST_TEXT);
  requireShort(text ?? "", LONGEST_TEXT);
  const annotations = readObjects(output, "annotations");
  if (annotations !== undefined) requireAtMost(annotations.length, MOST_ANNOTATIONS);
  return {
    ...(title === undefined ? {} : { title }),
    summary,
    text: text ?? null,
    ...(annotations === undefined ? {} : { annotations: annotations.map(parseAnnotation) }),
  };
}

function parseAnnotation(annotation: Body): Annotation {
  const path = readText(annotation, "path");
  const message = readText(annotation, "message");
  const level = readText(annotation, "annotation_level") ?? "";
  const start = annotation["start_line"];
  const end = annotation["end_line"];
  if (path === undefined || message === undefined)
    throw invalidRequest('"path" and "message" must be supplied.');
  if (!LEVELS.includes(level)) throw invalidRequest(`${level} is not a member of ${JSON.stringify(LEVELS)}.`);
  if (!Number.isInteger(start) || !Number.isInteger(end))
    throw invalidRequest("start_line and end_line must be integers.");
  const title = readText(annotation, "title");
  return { path, message, annotation_level: level, start_line: Number(start), end_line: Number(end), title };
}

function parseAction(action: Body): CheckRunAction {
  const [label = "", description = "", identifier = ""] = (
    ["label", "description", "identifier"] as const
  ).map((name) => {
    const text = readText(action, name);
    if (text === undefined) throw invalidRequest(`"${name}" wasn't supplied.`);
    requireShort(text, LONGEST_ACTION[name]);
    return text;
  });
  return { label, description, identifier };
}

function requireShort(text: string, most: number): void {
  const { length } = [...text];
  if (length > most) throw invalidRequest(`Only ${most} characters are allowed; ${length} were supplied.`);
}

function requireAtMost(count: number, most: number): void {
  if (count > most) throw invalidRequest(`No more than ${most} items are allowed; ${count} were supplied.`);
}
