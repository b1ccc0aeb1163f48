import { z } from "zod";
import type { Actor } from "../model/repository.ts";
import { textSchema } from "./scalar-schemas.ts";

/** A user as it stands in `sender`, `user` or `author` of a webhook or an answer. */
export const actorSchema = z
  .object({ id: z.int().nonnegative(), login: textSchema, type: z.string().nullish() })
  .transform(
    ({ id, login, type }): Actor => ({
      id,
      login,
      // Older Enterprise Servers leave out the type in some places; the suffix can't be part of a person's login.
      isBot: type === "Bot" || login.endsWith("[bot]"),
    }),
  );

/** Stands for a deleted account: GitHub sends null for its author. */
export const GHOST: Actor = { id: 0, login: "ghost", isBot: false };

/** A user whose account may be gone. */
export const authorSchema = actorSchema.nullish().transform((actor) => actor ?? GHOST);
