import type { EventMapping } from "./event-mapping.ts";
import { onCheckRun, onCheckSuite, onMergeGroup } from "./events/checks.ts";
import { onInstallation, onInstallationRepositories, onRepository } from "./events/installations.ts";
import { onIssueComment } from "./events/issue-comments.ts";
import { onLabel, onPullRequest, onPush } from "./events/pull-requests.ts";

/** Every event that the app acts on. app.yml asks GitHub for these, and a test holds the two together. */
export const EVENT_MAPPINGS: readonly EventMapping[] = [
  onPullRequest,
  onIssueComment,
  onCheckRun,
  onCheckSuite,
  onMergeGroup,
  onPush,
  onLabel,
  onRepository,
  onInstallation,
  onInstallationRepositories,
];
