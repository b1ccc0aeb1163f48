import { z } from "zod";
import type { Actor } from "../model/repository.ts";
import { textSchema } from "./text-schema.ts";

/** Stands for a deleted account: GitHub sends null for its author. */
export const GHOST: Actor = { id: 0, login: "ghost", isBot: false };

/** `user` of a REST answer, where the account may be gone. */
export const authorSchema = z
  .object({ id: z.int().nonnegative(), login: textSchema, type: z.string().nullish() })
  .nullish()
  .transform((user): Actor => {
    if (user == null) return GHOST;
    const { id, login, type } = user;
    // The suffix can't be part of a person's login; older Enterprise Servers leave out the type in places.
    return { id, login, isBot: type === "Bot" || login.endsWith("[bot]") };
  });
