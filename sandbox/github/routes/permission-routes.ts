import { Refusal } from "../http/refusal.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toAccountJson } from "../json/account-json.ts";
import { findAccountByLogin } from "../world/find-repository.ts";
import { findRole, toPermission } from "../world/roles.ts";

export const permissionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/:owner/:repo/collaborators/:login/permission",
    caller: "installation",
    handle: readPermission,
  },
];

/** Rights never lag: they are asked for at the moment they matter. */
function readPermission(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["metadata"], access: "read" });
  const { view, params, json } = request;
  const login = params["login"] ?? "";
  const account = findAccountByLogin(view, login);
  // Bots are none to GitHub either, whatever they may do.
  if (account === undefined || account.type === "Bot") throw new Refusal(404, `${login} is not a user`);
  const role = findRole(view, repository, account);
  const permission = toPermission(role);
  return {
    status: 200,
    json: {
      permission,
      role_name: role ?? "none",
      user: {
        ...toAccountJson(json, account.id),
        role_name: role ?? "none",
        permissions: {
          admin: role === "admin",
          maintain: role === "admin" || role === "maintain",
          push: permission === "admin" || permission === "write",
          triage: role !== undefined && role !== "read",
          pull: role !== undefined,
        },
      },
    },
  };
}
