import { parse } from "yaml";
import { z } from "zod";

const schema = z.object({
  url: z.url(),
  description: z.string(),
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

/** What app.yml asks for; throws where it is not as GitHub's registration takes it. */
export function parseAppManifest(text: string): {
  readonly url: string;
  readonly description: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
} {
  const manifest = schema.parse(parse(text));
  const { url, description, default_permissions: permissions, default_events: events } = manifest;
  return { url, description, permissions, events };
}
