import { fail, type Result, succeed } from "../../model/result.ts";
import { parseFormAddress } from "./parse-form-address.ts";
import type { ChosenGitHub, RegistrationWish } from "./registration-wish.ts";

export const FORM_FIELDS = ["address", "kind", "account", "enterprise", "name", "keep"] as const;
export type FormField = (typeof FORM_FIELDS)[number];
/** As typed; what is missing is empty. */
export type RegistrationForm = Readonly<Record<FormField, string>>;
/** A sentence for each field that needs another value. */
export type FormProblems = Readonly<Partial<Record<FormField, string>>>;

/** `acme`, `mona_acme` of a managed user. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
/** GitHub takes no longer name. */
const LONGEST_NAME = 34;

/** Checks what was typed; `fixed` is the GitHub that the settings name, which the form does not ask for then. */
export function parseRegistrationForm(
  form: RegistrationForm,
  fixed: ChosenGitHub | undefined,
): Result<RegistrationWish, FormProblems> {
  const place = parseFormAddress(form, fixed);
  const problems: Partial<Record<FormField, string>> = place.ok ? {} : { ...place.error };
  const login = form.account.trim().replace(/^@/, "");
  if (!LOGIN.test(login)) problems.account = "Write the name of the account as GitHub has it, such as acme.";
  const appName = form.name.trim() === "" ? toAppName(login) : form.name.trim();
  const nameProblem = findNameProblem(appName);
  if (nameProblem !== undefined) problems.name = nameProblem;
  if (!place.ok || Object.keys(problems).length > 0) return fail(problems);
  return succeed({
    ...place.value,
    account: { kind: form.kind === "user" ? "user" : "organisation", login },
    appName,
    keep: form.keep === "shown" ? "shown" : "file",
  });
}

/** `Throughline for acme`, cut to what GitHub takes. */
export function toAppName(login: string): string {
  return `Throughline for ${login}`.slice(0, LONGEST_NAME).trim();
}

function findNameProblem(name: string): string | undefined {
  if ([...name].length > LONGEST_NAME) return `GitHub takes ${LONGEST_NAME} characters at most.`;
  // https://docs.github.com/apps/creating-github-apps: the slug is made of letters and digits.
  if (!/[A-Za-z0-9]/.test(name)) return "The name needs a letter or a digit.";
  return /^(?:github|gist)/i.test(name)
    ? "GitHub keeps names that begin with GitHub or Gist for itself."
    : undefined;
}
