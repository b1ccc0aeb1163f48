import { z } from "zod";

/**
 * Text as people wrote it. NUL becomes U+FFFD: PostgreSQL refuses it in text, and one such title would fail the
 * whole transaction in which other deliveries are recorded.
 */
export const textSchema = z.string().transform((text) => text.replaceAll("\0", "\uFFFD"));
