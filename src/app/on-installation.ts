import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { installationSchema, toInstallation } from "../payload/installation-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { parsePayload } from "./parse-payload.ts";

const schema = z.object({ action: z.string(), installation: installationSchema });

export const onInstallation: EventMapping = {
  event: "installation",
  actions: ["created", "deleted", "suspend", "unsuspend", "new_permissions_accepted"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, installation } = parsed.value;
    return {
      kind: "work",
      subject: { kind: "installation", installationId: installation.id },
      priority: PRIORITY.event,
      fields: { kind: "installation", action, installation: toInstallation(installation) },
    };
  },
};
