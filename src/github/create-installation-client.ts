import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { RequestGate } from "../workflows/ports/request-gate.ts";
import type { InstallationTokens } from "./create-installation-tokens.ts";
import type { Slots } from "./create-slots.ts";
import type { Transport } from "./create-transport.ts";
import { findExhaustedUntil, findLimit } from "./find-limit.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { GitHubAnswer, GitHubClient, GitHubRequest } from "./git-hub-client.ts";
import { toFailure } from "./to-failure.ts";

export interface InstallationClientOptions {
  readonly installationId: number;
  readonly transport: Transport;
  readonly tokens: InstallationTokens;
  readonly slots: Slots;
  readonly gate: RequestGate;
  readonly now: () => number;
}

/** Sends as one installation: within its budget, with a token that holds, at its repository's newest address. */
export function createInstallationClient(options: InstallationClientOptions): GitHubClient {
  const { installationId, transport, tokens, slots, gate, now } = options;

  const spend = async ({ spends }: GitHubRequest): Promise<void> => {
    const untilMs = await gate.take(installationId, spends);
    if (untilMs !== undefined) throw new GitHubError({ kind: "limited", untilMs, why: "budget" });
  };
  const exchange = async (request: GitHubRequest): Promise<GitHubAnswer> => {
    let used = "";
    const exchangeWith = (readToken: () => Promise<string>): Promise<GitHubAnswer> =>
      followRedirects(transport.toCall(request), async (call) => {
        // Before the token: inside a wait that GitHub asked for, nothing is sent for the installation.
        await spend(request);
        used = await readToken();
        return transport.exchange(call, { authorization: `token ${used}`, installationId });
      });
    const answer = await exchangeWith(() => tokens.readToken(installationId));
    if (answer.status !== 401) return answer;
    const refused = used;
    return exchangeWith(() => tokens.renewToken(installationId, refused));
  };
  const send = async (request: GitHubRequest): Promise<GitHubAnswer> => {
    const answer = await exchange(request);
    const nowMs = now();
    const isAnswer = request.answers.includes(answer.status) && findLimit(answer, nowMs) === undefined;
    if (isAnswer) {
      // The last request of the hour did what it should; the next one would only be refused.
      const untilMs = findExhaustedUntil(answer, nowMs);
      if (untilMs !== undefined && untilMs > nowMs) await gate.hold(installationId, untilMs);
      return answer;
    }
    const failure = toFailure(request.route, answer, nowMs);
    if (failure.kind === "limited") await gate.hold(installationId, failure.untilMs);
    throw new GitHubError(failure);
  };
  return {
    send: (request) => slots.run(installationId, () => send(request)),
    reportUnreadable: transport.reportUnreadable,
  };
}
