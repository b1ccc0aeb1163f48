import { z } from "zod";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { AppInspection, AppReading } from "../workflows/ports/app-inspection.ts";
import { buildContents } from "./build-contents.ts";
import { buildInstallations, buildRepositories } from "./build-repositories.ts";
import { buildRequiredChecks } from "./build-required-checks.ts";
import { createAppClient } from "./create-app-client.ts";
import type { GitHubAppOptions } from "./create-git-hub-app.ts";
import { createInstallationClient } from "./create-installation-client.ts";
import { createInstallationTokens } from "./create-installation-tokens.ts";
import { createSlots } from "./create-slots.ts";
import { createTransport } from "./create-transport.ts";
import { buildHookLog } from "./delivery-log.ts";
import type { GitHubAnswer, GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const TIMEOUT_MS = 10_000;
const MOST_AT_ONCE = 5;

const appSchema = z.object({
  id: idSchema,
  slug: z.string().min(1),
  permissions: z.record(z.string(), z.string()).nullish(),
  events: z.array(z.string()).nullish(),
});
const holderSchema = z.object({ id: idSchema });

export type AppInspectionOptions = Omit<GitHubAppOptions, "baseUrl" | "onRequest"> & {
  readonly baseUrl: string;
};

/** GitHub for `doctor`: an answer that would be a failure elsewhere is a finding here. Throws on an unreadable key. */
export function createAppInspection(options: AppInspectionOptions): AppInspection {
  const { appId, privateKey, gate, now } = options;
  let leadMs: number | undefined;
  const transport = createTransport({ ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  const plain = createAppClient({ appId, privateKey, transport, now });
  const noteTime = ({ headers }: GitHubAnswer): void => {
    const gitHubMs = Date.parse(headers["date"] ?? "");
    if (!Number.isNaN(gitHubMs)) leadMs = gitHubMs - now();
  };
  const client: GitHubClient = {
    ...plain,
    async send(request) {
      const answer = await plain.send(request);
      noteTime(answer);
      return answer;
    },
  };
  const tokens = createInstallationTokens({ client: plain, gate, now });
  const slots = createSlots(MOST_AT_ONCE);
  return {
    readApp: () => readApp(client),
    findClockLead: () => leadMs,
    ...buildHookLog(client),
    listInstallations: buildInstallations(client).listInstallations,
    async findInstallationOf({ owner, name }) {
      const route = "GET /repos/{owner}/{repo}/installation";
      const parameters = { owner, repo: name };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      return answer.status === 404 ? undefined : parseAnswer(holderSchema, answer, route).id;
    },
    forInstallation(installationId) {
      const own = createInstallationClient({ installationId, transport, tokens, slots, gate, now });
      return {
        findRepository: buildRepositories(own, installationId).findRepository,
        readFile: buildContents(own).readFile,
        ...buildRequiredChecks(own),
      };
    },
  };
}

async function readApp(client: GitHubClient): Promise<AppReading> {
  const route = "GET /app";
  const answer = await client.send({ route, spends: "read", answers: [200, 401, 404] });
  switch (answer.status) {
    case 401:
      return { kind: "wrong-key" };
    case 404:
      return { kind: "unknown-app" };
    default: {
      const { id, slug, permissions, events } = parseAnswer(appSchema, answer, route);
      return { kind: "accepted", app: { id, slug, permissions: permissions ?? {}, events: events ?? [] } };
    }
  }
}
