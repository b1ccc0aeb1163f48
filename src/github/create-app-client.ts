import { createPrivateKey, type KeyObject } from "node:crypto";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { Transport } from "./create-transport.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { GitHubAnswer, GitHubRequest } from "./git-hub-client.ts";
import { signAppToken } from "./sign-app-token.ts";
import { toFailure } from "./to-failure.ts";

export interface AppClientOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly transport: Transport;
  readonly now: () => number;
}

/** Sends as the app. `installationId` says whom a token is for, in the log. */
export interface AppClient {
  send(request: GitHubRequest, installationId?: number): Promise<GitHubAnswer>;
}

/** No budget is asked: these requests are few, and a gate that is full must not keep its own token from coming. */
export function createAppClient({ appId, privateKey, transport, now }: AppClientOptions): AppClient {
  const key = readKey(privateKey);
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
    async send(request, installationId) {
      let answer = await exchange(request, installationId);
      if (answer.status === 401) {
        const gitHubMs = Date.parse(answer.headers["date"] ?? "");
        skewMs = Number.isNaN(gitHubMs) ? 0 : gitHubMs - now();
        answer = await exchange(request, installationId);
      }
      if (request.answers.includes(answer.status)) return answer;
      throw new GitHubError(toFailure(request.route, answer, now()));
    },
  };
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new Error("The app's private key can't be read: give the PEM file that GitHub made.", { cause });
  }
}
