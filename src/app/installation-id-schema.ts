import { z } from "zod";

/** `installation` of an event about a repository. Absent where a repository's own webhook points at the app. */
export const installationIdSchema = z.object({ id: z.int().positive() }).transform(({ id }) => id);
