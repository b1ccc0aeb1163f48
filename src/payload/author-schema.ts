import type { Actor } from "../model/repository.ts";
import { actorSchema } from "./actor-schema.ts";

/** Stands for a deleted account: GitHub sends null for its author. */
export const GHOST: Actor = { id: 0, login: "ghost", isBot: false };

/** A user whose account may be gone. */
export const authorSchema = actorSchema.nullish().transform((actor) => actor ?? GHOST);
