import { createPrivateKey, type KeyObject } from "node:crypto";
import type { AppStanding } from "../workflows/ports/app-inspection.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { Transport } from "./create-transport.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { GitHubAnswer, GitHubClient, GitHubRequest } from "./git-hub-client.ts";
import { signAppToken } from "./sign-app-token.ts";
import { toFailure } from "./to-failure.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

export interface AppClientOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly transport: Transport;
  readonly now: () => number;
  /** Called whenever an answer shows whether GitHub takes the app's own token. */
  readonly onStanding?: (standing: AppStanding) => void;
}

/** Sends as the app. `installationId` says whom a token is for, in the log. */
export interface AppClient extends Pick<GitHubClient, "reportUnreadable"> {
  send(request: GitHubRequest, installationId?: number): Promise<GitHubAnswer>;
}

/** No budget is asked: these requests are few, and a gate that is full must not keep its own token from coming. */
export function createAppClient(options: AppClientOptions): AppClient {
  const { appId, transport, now, onStanding } = options;
  const key = readKey(options.privateKey);
  // How far GitHub's clock is ahead of ours, once a token was refused.
  let skewMs = 0;
  const exchange = (request: GitHubRequest, installationId?: number): Promise<GitHubAnswer> => {
    const caller = {
      authorization: `bearer ${signAppToken(appId, key, now() + skewMs)}`,
      ...(installationId === undefined ? {} : { installationId }),
    };
    return followRedirects(transport.toCall(request), (call) => transport.exchange(call, caller));
  };
  return {
    reportUnreadable: transport.reportUnreadable,
    async send(request, installationId) {
      let answer = await exchange(request, installationId);
      if (answer.status === 401) {
        const gitHubMs = Date.parse(answer.headers["date"] ?? "");
        skewMs = Number.isNaN(gitHubMs) ? 0 : gitHubMs - now();
        answer = await exchange(request, installationId);
      }
      const isTaken = !isRefusal(answer);
      if (answer.status < 500) onStanding?.(isTaken ? "accepted" : "refused");
      // Who takes a 401 for an answer judges refusals itself. To anybody else the 404 of an app that GitHub does not
      // know would look like that of an installation that was removed, whose data goes.
      if (!isTaken && !request.answers.includes(401)) throw toRefusal(request, answer);
      if (request.answers.includes(answer.status)) return answer;
      throw new GitHubError(toFailure(request.route, answer, now()));
    },
  };
}

/** A wrong or deleted key is answered 401; an app that does not exist, or no longer, 404 with these words. */
function isRefusal({ status, data }: GitHubAnswer): boolean {
  return status === 401 || (status === 404 && /\bintegration not found\b/i.test(toGitHubWords(data)));
}

function toRefusal({ route }: GitHubRequest, { status, data }: GitHubAnswer): GitHubError {
  return new GitHubError({ kind: "unauthorized", message: `${route}: ${status} ${toGitHubWords(data)}` });
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new Error("The app's private key can't be read: give the PEM file that GitHub made.", { cause });
  }
}
