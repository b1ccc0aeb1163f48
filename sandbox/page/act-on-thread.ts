import type { IssueReference } from "../github/driver.ts";
import { findCheck } from "../play/play-changes.ts";
import type { Sandbox } from "../play/sandbox.ts";
import { tickBoxes } from "./tick-boxes.ts";

/** What somebody did on a pull request or issue, as a form says it. */
export interface ThreadAct {
  readonly reference: IssueReference;
  readonly by: string;
  /** `comment`, `edit`, `tick`, `press`, `label`, `unlabel`, `merge`, `ready` */
  readonly kind: string;
  readonly form: FormFields;
}

export interface FormFields {
  text(name: string): string;
  list(name: string): readonly string[];
}

const SHOWN = 80;

/** Does it on the simulated GitHub, and says it in one sentence. Undefined: there is no such act. */
export function actOnThread({ gitHub }: Sandbox, act: ThreadAct): string | undefined {
  const { reference, by, form } = act;
  const { driver } = gitHub;
  const where = `#${reference.number}`;
  switch (act.kind) {
    case "comment": {
      const body = form.text("body");
      driver.comment({ ...reference, by, body });
      return `${by} commented on ${where}: "${toShown(body)}".`;
    }
    case "edit":
      edit({ gitHub }, act, form.text("body"));
      return `${by} edited the description of ${where}.`;
    case "tick":
      return tick({ gitHub }, act);
    case "press": {
      const check = findCheck(gitHub, reference, form.text("check"));
      const action = check?.actions.find(({ identifier }) => identifier === form.text("identifier"));
      if (check === undefined || action === undefined)
        return `${by} pressed a button of ${where} that is gone.`;
      driver.pressButton({ checkRunId: check.id, by, identifier: action.identifier });
      return `${by} pressed "${action.label}" on ${where}.`;
    }
    case "label":
      driver.label({ ...reference, by, label: form.text("label") });
      return `${by} put the label "${toShown(form.text("label"))}" on ${where}.`;
    case "unlabel":
      driver.unlabel({ ...reference, by, label: form.text("label") });
      return `${by} took the label "${toShown(form.text("label"))}" off ${where}.`;
    case "merge":
      if (driver.findIssue(reference)?.state === "open") driver.merge({ ...reference, by });
      return `${by} merged ${where}.`;
    case "ready":
      driver.markReady({ ...reference, by });
      return `${by} said that ${where} is ready for review.`;
    default:
      return undefined;
  }
}

type Place = Pick<Sandbox, "gitHub">;

function edit({ gitHub }: Place, { reference, by }: ThreadAct, body: string): void {
  gitHub.driver.editPullRequest({ ...reference, by, body });
}

function tick(place: Place, act: ThreadAct): string {
  const { reference, by, form } = act;
  const { driver } = place.gitHub;
  const ticked = new Set(form.list("tick").map(Number));
  const [kind, at] = form.text("target").split(" ");
  if (kind === "comment") {
    const comment = driver.listComments(reference)[Number(at)];
    if (comment === undefined) return `${by} ticked a box of a comment that is gone.`;
    driver.editComment({ id: comment.id, by, body: tickBoxes(comment.body, ticked) });
    return `${by} ticked a box in a comment on #${reference.number}.`;
  }
  edit(place, act, tickBoxes(driver.findIssue(reference)?.body ?? "", ticked));
  return `${by} ticked a box in the description of #${reference.number}.`;
}

/** The first line, cut. */
function toShown(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
}
