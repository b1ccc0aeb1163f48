import { z } from "zod";
import { idSchema } from "../payload/id-schema.ts";

/** `installation` of an event about a repository. Absent where a repository's own webhook points at the app. */
export const installationIdSchema = z.object({ id: idSchema }).transform(({ id }) => id);
