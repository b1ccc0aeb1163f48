/**
 * What Probot's own tools take: `npx probot run ./src/app/probot-app.ts`, `npx probot receive ...`. Composed from the
 * environment like the service. For development: the service's own server has the limits that Probot's has not.
 */
import { createLazyApp } from "./create-app.ts";

export default createLazyApp(async () => {
  const { composeIntake } = await import("../compose.ts");
  return composeIntake();
});
