import type { CreditedPerson } from "../model/credit.ts";

/** By id where both have one, else by name in any case. */
export function isSamePerson(one: CreditedPerson, other: CreditedPerson): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.name.toLowerCase() === other.name.toLowerCase();
}
