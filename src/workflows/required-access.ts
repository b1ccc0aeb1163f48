export interface RequiredPermission {
  /** As in app.yml and in GitHub's API: `pull_requests`. */
  readonly permission: string;
  readonly access: "read" | "write";
  readonly reason: string;
  /** What stops where it is not granted. */
  readonly without: string;
}

export interface RequiredEvent {
  /** `pull_request` */
  readonly event: string;
  /** The permission without which GitHub sends no such event. */
  readonly needs: string;
  readonly reason: string;
  /** GitHub sends these to every app: they can't be asked for. */
  readonly isAlwaysSent?: true;
}

/** The fewest permissions that do the job. app.yml asks for them, `doctor` compares them with what was granted. */
export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  {
    permission: "checks",
    access: "write",
    reason: "The check on each head commit, its buttons, and Re-run.",
    without: "Nothing is shown on pull requests.",
  },
  {
    permission: "contents",
    access: "read",
    reason:
      "The catalog on the default branch, and a push that changes it. Where a weekly summary is posted, also messages and authors of the commits of a landed change. Code is not read.",
    without: "No catalog is found, so nothing is asked.",
  },
  {
    permission: "issues",
    access: "write",
    reason:
      "Linked issues and `for #n`; the one issue that the report stands in, where `report.issue` asks for it, and that of the weekly summary in `summary.repository`. GitHub sends comments on pull requests by this permission too.",
    without:
      "`/impact` in a comment is not heard, nothing is inherited from an issue, and there is neither a report issue nor a weekly summary.",
  },
  {
    permission: "merge_queues",
    access: "read",
    reason: "The merge queue asks for the check on its own commits.",
    without: "A merge queue that requires the check waits for ever.",
  },
  {
    permission: "metadata",
    access: "read",
    reason: "GitHub grants it to every app. Who may write, renames, visibility, labels.",
    without: "It can't be withheld.",
  },
  {
    permission: "pull_requests",
    access: "write",
    reason:
      "Descriptions, labels and changed paths; the thumbs-up on a command, the list that `/impact ask` wants, and the one sticky comment. Descriptions are never written.",
    without: "Nothing is known of pull requests.",
  },
];

/** The events that the app acts on; others are stored and ignored. */
export const REQUIRED_EVENTS: readonly RequiredEvent[] = [
  { event: "check_run", needs: "checks", reason: "A button of the check, and Re-run." },
  { event: "check_suite", needs: "checks", reason: "Re-run all checks." },
  {
    event: "installation",
    needs: "metadata",
    reason: "Installed, removed, suspended, permissions accepted.",
    isAlwaysSent: true,
  },
  {
    event: "installation_repositories",
    needs: "metadata",
    reason: "Repositories added to the installation, or taken from it.",
    isAlwaysSent: true,
  },
  {
    event: "issue_comment",
    needs: "issues",
    reason: "Commands, and ticked lists of ours; `/decided` on the report issue, `/seen` on the summary's.",
  },
  { event: "label", needs: "metadata", reason: "A label was renamed or deleted." },
  { event: "merge_group", needs: "merge_queues", reason: "The merge queue wants its check." },
  { event: "pull_request", needs: "pull_requests", reason: "What changes the answer or the head." },
  { event: "push", needs: "contents", reason: "The catalog changed." },
  {
    event: "repository",
    needs: "metadata",
    reason: "Renamed, transferred, made private or public, archived, deleted, another default branch.",
  },
];

/** docs/reference/permissions.md */
export function renderPermissionsReference(): string {
  return [
    "# Permissions and events",
    "",
    "<!-- Made by `npm run generate` from src/workflows/required-access.ts. -->",
    "",
    "`app.yml` asks for these and no others. No permission to write code is ever needed.",
    "",
    "| permission | access | reason | what stops without it |",
    "|---|---|---|---|",
    ...REQUIRED_PERMISSIONS.map(
      ({ permission, access, reason, without }) =>
        `| \`${permission}\` | ${access} | ${reason} | ${without} |`,
    ),
    "",
    "## Events",
    "",
    "| event | needs | reason |",
    "|---|---|---|",
    ...REQUIRED_EVENTS.map(
      ({ event, needs, reason, isAlwaysSent }) =>
        `| \`${event}\` | ${isAlwaysSent === true ? "sent to every app" : `\`${needs}\``} | ${reason} |`,
    ),
    "",
    "Any other event is stored as received and ignored.",
    "",
  ].join("\n");
}
