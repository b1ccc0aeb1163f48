import { z } from "zod";

/** Text as people wrote it. NUL becomes U+FFFD: PostgreSQL refuses it in text, and the whole transaction with it. */
export const textSchema = z.string().transform((text) => text.replaceAll("\0", "\uFFFD"));
