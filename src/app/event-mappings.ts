import type { EventMapping } from "./event-mapping.ts";
import { onCheckRun } from "./on-check-run.ts";
import { onCheckSuite } from "./on-check-suite.ts";
import { onInstallation } from "./on-installation.ts";
import { onInstallationRepositories } from "./on-installation-repositories.ts";
import { onIssueComment } from "./on-issue-comment.ts";
import { onLabel } from "./on-label.ts";
import { onMergeGroup } from "./on-merge-group.ts";
import { onPullRequest } from "./on-pull-request.ts";
import { onPush } from "./on-push.ts";
import { onRepository } from "./on-repository.ts";

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
