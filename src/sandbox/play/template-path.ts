/** Where GitHub finds what a new pull request's description is filled in with. */
export const TEMPLATE_PATH = ".github/pull_request_template.md";
