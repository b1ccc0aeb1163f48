import type { Simulation } from "../simulation.ts";
import type { Account } from "../world/entities.ts";
import { findAccountByLogin } from "../world/find-repository.ts";

/** The account of that login; made where it does not exist: `x[bot]` a bot, else a person. */
export function ensureAccount(simulation: Simulation, login: string): Account {
  const type = login.endsWith("[bot]") ? "Bot" : "User";
  return findAccountByLogin(simulation.world, login) ?? createAccount(simulation, { login, type });
}

export function createAccount(simulation: Simulation, account: Omit<Account, "id">): Account {
  const id = simulation.nextId();
  return simulation.world.accounts.put(id, { id, ...account });
}
