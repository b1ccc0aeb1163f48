import { WEBHOOK_PATH } from "./parse-public-url.ts";
import type { RegistrationWish } from "./registration-wish.ts";

/** What app.yml says, whoever registers the app. */
export interface AppTemplate {
  readonly url: string;
  readonly description: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/**
 * The registration as GitHub takes it, in the field `manifest` of a form. `returnUrl` is where GitHub sends the
 * operator's browser back to: the address at which that browser reaches the service, which only it needs to reach.
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function buildAppManifest(
  template: AppTemplate,
  wish: Pick<RegistrationWish, "appName" | "publicUrl">,
  returnUrl: string,
): Readonly<Record<string, unknown>> {
  return {
    name: wish.appName,
    url: template.url,
    description: template.description,
    hook_attributes: { url: `${wish.publicUrl}${WEBHOOK_PATH}`, active: true },
    redirect_url: returnUrl,
    setup_url: `${wish.publicUrl}/setup`,
    public: false,
    default_permissions: template.permissions,
    default_events: template.events,
  };
}

/** GitHub's page that takes the manifest. */
export function toRegistrationUrl({ account, gitHub }: RegistrationWish, state: string): string {
  const { webUrl } = gitHub.address;
  const owner = account.kind === "organisation" ? `/organizations/${account.login}` : "";
  return `${webUrl}${owner}/settings/apps/new?${new URLSearchParams({ state })}`;
}
