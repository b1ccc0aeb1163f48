import type { Context } from "hono";
import type { CredentialsPlace } from "../../workflows/ports/credentials-place.ts";
import type { FormProblems, RegistrationForm } from "../../workflows/register-app/parse-registration-form.ts";
import type { ChosenGitHub } from "../../workflows/register-app/registration-wish.ts";
import type { Html } from "../page-frame.ts";
import { answerPage } from "./answer-page.ts";
import { toFirstForm } from "./read-registration-form.ts";
import { renderFormPage } from "./render-form-page.ts";

export interface ShowFormDeps {
  readonly place: Pick<CredentialsPlace, "path" | "inspect">;
  /** The GitHub that the settings name. */
  readonly fixedGitHub?: ChosenGitHub;
}

export function showFirstForm(context: Context, deps: ShowFormDeps): Promise<Response> {
  return showForm(context, deps, { form: toFirstForm(), problems: {} });
}

/** The form as it was typed, with what came of it. */
export async function showForm(
  context: Context,
  { place, fixedGitHub }: ShowFormDeps,
  page: {
    readonly form: RegistrationForm;
    readonly problems: FormProblems;
    readonly report?: Html;
  },
): Promise<Response> {
  const fitness = await place.inspect();
  const fixedHost = fixedGitHub?.host?.name;
  return answerPage(
    context,
    renderFormPage({
      ...page,
      // What can't be chosen is not chosen already.
      form: fitness.ok ? page.form : { ...page.form, keep: "shown" },
      place: { path: place.path, ...(fitness.ok ? {} : { problem: fitness.error }) },
      ...(fixedHost === undefined ? {} : { fixedHost }),
    }),
  );
}
