/** What is kept, who sees it, how it is deleted: every check links to it. */
export const PRIVACY_URL = "https://github.com/throughline-app/throughline/blob/main/docs/privacy.md";
