import type { ApplicationFunction } from "probot";
import { type AppDeps, createApp } from "./create-app.ts";

/** The application function whose store is opened when Probot loads it: importing the file alone opens nothing. */
export function createLazyApp(compose: () => Promise<AppDeps>): ApplicationFunction {
  return async (app, options) => createApp(await compose())(app, options);
}
