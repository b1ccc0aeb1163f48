import { z } from "zod";
import { cutText } from "../text/cut-text.ts";
import { hideSecrets } from "../text/show-code.ts";

const schema = z.object({ message: z.string().catch(""), errors: z.array(z.unknown()).catch([]) });
const errorSchema = z
  .object({ resource: z.string(), field: z.string(), code: z.string() })
  .partial()
  .transform(({ resource, field, code }) => [resource, field, code].filter(Boolean).join(" "))
  .catch("");

const LONGEST = 300;

/** What GitHub said of a failure, on one line, short, without secrets: `Validation Failed (Label name too_long)`. */
export function toGitHubWords(data: unknown): string {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return "";
  const { message, errors } = parsed.data;
  const details = errors.map((error) => errorSchema.parse(error)).filter((detail) => detail !== "");
  const words = details.length === 0 ? message : `${message} (${details.join("; ")})`;
  return cutText(hideSecrets(words).replace(/\s+/g, " ").trim(), LONGEST);
}
